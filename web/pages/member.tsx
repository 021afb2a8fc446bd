import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { MemberClaims } from '../features/roster/claims.tsx'
import { ConfirmDialog } from '../features/roster/confirm-dialog.tsx'
import { Erasing } from '../features/roster/erasing.tsx'
import { MailTrouble } from '../features/roster/mail-trouble.tsx'
import { AccessState, PresenceTags, useGrantWords } from '../features/roster/member-state.tsx'
import { TransferDialog } from '../features/roster/transfer-dialog.tsx'
import { usePlace } from '../features/session/place.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import {
  inviteMember,
  type RosterEntry,
  revokeInvitation,
  rosterQuery,
  signMemberOut,
  suspendMember,
} from '../people-client.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Facts } from '../ui/section.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'

type Done =
  | 'erased'
  | 'added'
  | 'changed'
  | 'readdressed'
  | 'suspended'
  | 'reinstated'
  | 'signedOut'
  | 'transferred'
  | 'invited'
  | 'revoked'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What was just done about a person, to be said on the page one arrives at. */
    memberDone?: 'added' | 'changed' | 'readdressed'
  }
}

/** One person as HR sees them, and everything HR may do about them. */
export function MemberPage() {
  const { code } = usePlace()
  const { memberId } = useParams({ from: '/m/$municipality/people/$memberId' })
  const { t } = useTexts()
  const roster = useQuery(rosterQuery(code))
  if (!roster.data) return <UnloadedPage query={roster} />
  const person = roster.data.people.find(({ id }) => id === memberId)
  return (
    <>
      <BackToRoster />
      {person ? (
        <Person key={person.id} person={person} />
      ) : roster.isFetching ? (
        <Skeleton lines={8} />
      ) : (
        <>
          <PageTitle>{t.roster.title}</PageTitle>
          <EmptyState title={t.roster.notFound} />
        </>
      )}
    </>
  )
}

export function BackToRoster() {
  const { code } = usePlace()
  const { t } = useTexts()
  return (
    <p className="mb-2 print:hidden">
      <Link
        to="/m/$municipality/people"
        params={{ municipality: code }}
        className="text-[0.875rem] text-blue-900 underline"
      >
        {t.roster.back}
      </Link>
    </p>
  )
}

function Person({ person }: { person: RosterEntry }) {
  const { t, words } = useTexts()
  const { memberDone } = useLocation().state
  const [done, setDone] = useState<Done | undefined>(memberDone)
  return (
    <>
      {done && (
        <div className="mb-4 print:hidden">
          <Notice kind="success" title={done === 'erased' ? t.privacy.done : t.roster.done[done]} />
        </div>
      )}
      <PageTitle
        title={person.name || words.erasedPerson}
        lead={
          <span className="flex flex-wrap gap-1">
            <PresenceTags person={person} />
          </span>
        }
      >
        {person.name || words.erasedPerson}
      </PageTitle>
      <MailTrouble person={person} />
      {person.erased && (
        <Notice quiet title={t.privacy.erasedTitle}>
          {t.privacy.erasedDetail}
        </Notice>
      )}
      <PersonFacts person={person} />
      {!person.erased && (
        <>
          <Actions person={person} onDone={setDone} />
          <MemberClaims person={person} />
          <Erasing person={person} onDone={() => setDone('erased')} />
        </>
      )}
    </>
  )
}

function PersonFacts({ person }: { person: RosterEntry }) {
  const { t, dates } = useTexts()
  const { email, grants, leftOn, moves = [], office, officeToday, staffNumber } = person
  const grantWords = useGrantWords()
  return (
    <Facts
      items={[
        ...(person.erased
          ? []
          : [{ term: t.roster.office, text: officeToday ?? t.roster.noOffice }]),
        ...(moves.length > 0
          ? [
              {
                term: t.roster.moves,
                text: [
                  ...(office === undefined ? [] : [office]),
                  ...moves.map((move) => t.roster.move(dates.day(move.on), move.office)),
                ].join('\n'),
              },
            ]
          : []),
        {
          term: t.roster.grants,
          text: grants.length === 0 ? t.roster.noRoles : grantWords(grants, leftOn),
        },
        ...(person.erased ? [] : [{ term: t.roster.email, text: email ?? t.roster.noEmail }]),
        ...(staffNumber ? [{ term: t.roster.staffNumber, text: staffNumber }] : []),
        { term: t.roster.columns.access, text: <AccessState person={person} /> },
      ]}
    />
  )
}

/** Only what the reader may do; nobody takes access away from themselves. */
function Actions({ person, onDone }: { person: RosterEntry; onDone: (done: Done) => void }) {
  const { code, me } = usePlace()
  const { t } = useTexts()
  const [open, setOpen] = useState<'suspend' | 'signOut' | 'transfer' | 'invite' | 'revoke'>()
  if (!me.permitted.includes('roster.edit')) return null
  const { name, email, invitation, suspended } = person
  const about = (key: string) => ({ municipality: code, memberId: person.id, key })
  const invitable = !person.bound && !suspended && person.presence !== 'left'
  const close = () => setOpen(undefined)
  const recorded = (done: Done) => {
    onDone(done)
    close()
  }
  return (
    <div className="mt-6 flex flex-wrap gap-2 print:hidden">
      <Link
        to="/m/$municipality/people/$memberId/edit"
        params={{ municipality: code, memberId: person.id }}
        className={buttonClass('outline')}
      >
        {t.roster.edit}
      </Link>
      <Button variant="outline" onClick={() => setOpen('transfer')}>
        {t.roster.transfer}
      </Button>
      {person.id !== me.memberId && (
        <Button variant="outline" onClick={() => setOpen('suspend')}>
          {person.suspended ? t.roster.reinstate : t.roster.suspend}
        </Button>
      )}
      {person.bound && person.id !== me.memberId && me.permitted.includes('sessions.end') && (
        <Button variant="outline" onClick={() => setOpen('signOut')}>
          {t.roster.signOut}
        </Button>
      )}
      {invitable && email && (
        <Button variant="outline" onClick={() => setOpen('invite')}>
          {invitation ? t.roster.resend : t.roster.invite}
        </Button>
      )}
      {invitable && invitation && (
        <Button variant="outline" onClick={() => setOpen('revoke')}>
          {t.roster.revoke}
        </Button>
      )}
      {invitable && !email && (
        <p className="w-full text-[0.875rem] text-solid-gray-700">{t.roster.notInvitable}</p>
      )}
      {open === 'invite' && (
        <ConfirmDialog
          title={t.roster.inviteTitle(name)}
          lead={t.roster.inviteLead(email ?? '')}
          action={t.roster.inviteSubmit}
          send={(key) => inviteMember(about(key))}
          onDone={() => recorded('invited')}
          onClose={close}
        />
      )}
      {open === 'revoke' && (
        <ConfirmDialog
          title={t.roster.revokeTitle(name)}
          lead={t.roster.revokeLead}
          action={t.roster.revoke}
          variant="danger"
          send={(key) => revokeInvitation(about(key))}
          onDone={() => recorded('revoked')}
          onClose={close}
        />
      )}
      {open === 'transfer' && (
        <TransferDialog person={person} onDone={() => recorded('transferred')} onClose={close} />
      )}
      {open === 'signOut' && (
        <ConfirmDialog
          title={t.roster.signOutTitle(name)}
          lead={t.roster.signOutLead}
          action={t.roster.signOut}
          variant="danger"
          send={(key) => signMemberOut(about(key))}
          onDone={() => recorded('signedOut')}
          onClose={close}
        />
      )}
      {open === 'suspend' && (
        <ConfirmDialog
          title={suspended ? t.roster.reinstateTitle(name) : t.roster.suspendTitle(name)}
          lead={suspended ? t.roster.reinstateLead : t.roster.suspendLead}
          action={suspended ? t.roster.reinstate : t.roster.suspend}
          variant={suspended ? 'solid' : 'danger'}
          send={(key) => suspendMember(about(key), !suspended)}
          onDone={() => recorded(suspended ? 'reinstated' : 'suspended')}
          onClose={close}
        />
      )}
    </div>
  )
}
