import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useDraft } from '../features/drafts/draft.ts'
import { WriteForm } from '../features/forms/write-form.tsx'
import { useRecorded } from '../features/proposal/use-recorded.ts'
import {
  draftOf,
  EMPTY_MEMBER,
  memberEdit,
  memberInput,
  missingIn,
} from '../features/roster/member-draft.ts'
import { MemberFields } from '../features/roster/member-fields.tsx'
import { usePlace } from '../features/session/place.tsx'
import { FailedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { addMember, changeMember, type RosterEntry, rosterQuery } from '../people-client.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { BackToRoster } from './member.tsx'

/** HR puts one person on the roster. */
export function NewMemberPage() {
  const { code, me, owner } = usePlace()
  const { t } = useTexts()
  const navigate = useNavigate()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, 'new-member', EMPTY_MEMBER)
  if (!me.permitted.includes('roster.edit')) return <NotAllowed title={t.roster.newTitle} />
  return (
    <div className="max-w-[45rem]">
      <BackToRoster />
      <PageTitle>{t.roster.newTitle}</PageTitle>
      <WriteForm
        draft={draft}
        publicRecord={false}
        check={(values) => missingIn(values, t.roster)}
        send={(values, key) => addMember(code, key, memberInput(values))}
        onDone={({ id: memberId }) => {
          void recorded()
          void navigate({
            to: '/m/$municipality/people/$memberId',
            params: { municipality: code, memberId },
            state: { memberDone: 'added' },
          })
        }}
        submitLabel={t.roster.submitNew}
      >
        {(errorOf) => <MemberFields values={draft.values} set={draft.set} errorOf={errorOf} />}
      </WriteForm>
    </div>
  )
}

/** HR mends what the roster says of somebody. */
export function EditMemberPage() {
  const { code, me } = usePlace()
  const { memberId } = useParams({ from: '/m/$municipality/people/$memberId/edit' })
  const { t } = useTexts()
  const roster = useQuery(rosterQuery(code))
  if (!roster.data)
    return roster.error ? (
      <FailedPage error={roster.error} onRetry={() => void roster.refetch()} />
    ) : (
      <Skeleton lines={8} />
    )
  const person = roster.data.people.find(({ id }) => id === memberId)
  if (!me.permitted.includes('roster.edit')) return <NotAllowed title={t.roster.edit} />
  return (
    <div className="max-w-[45rem]">
      <BackToRoster />
      {person && !person.erased ? (
        // Another edition is another draft: what was typed over an older one doesn't undo the newer.
        <EditForm key={`${person.id} ${person.edition}`} person={person} />
      ) : (
        <>
          <PageTitle>{t.roster.edit}</PageTitle>
          <EmptyState title={person ? t.privacy.erasedTitle : t.roster.notFound} />
        </>
      )}
    </div>
  )
}

function EditForm({ person }: { person: RosterEntry }) {
  const { code, owner } = usePlace()
  const { t } = useTexts()
  const navigate = useNavigate()
  const recorded = useRecorded(code)
  const before = draftOf(person)
  const draft = useDraft(owner, `member/${person.id}/${person.edition}`, before)
  const title = t.roster.editTitle(person.name)
  const isReaddressed =
    person.invitation !== undefined && !person.bound && draft.values.email.trim() !== before.email
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <WriteForm
        draft={draft}
        publicRecord={false}
        check={(values) => missingIn(values, t.roster)}
        send={(values, key) =>
          changeMember(
            { municipality: code, memberId: person.id, key },
            person.edition,
            memberEdit(values, before),
          )
        }
        onDone={() => {
          void recorded()
          void navigate({
            to: '/m/$municipality/people/$memberId',
            params: { municipality: code, memberId: person.id },
            state: { memberDone: isReaddressed ? 'readdressed' : 'changed' },
          })
        }}
        onRefused={(refusal) =>
          refusal.code === 'stale_edit' && (
            <Notice kind="warning" title={t.roster.stale}>
              <p>{t.roster.staleDetail}</p>
              <Button
                variant="outline"
                size="small"
                className="mt-2"
                onClick={() => {
                  draft.discard()
                  void recorded()
                }}
              >
                {t.roster.takeTheirs}
              </Button>
            </Notice>
          )
        }
        submitLabel={t.roster.submitEdit}
      >
        {(errorOf) => (
          <MemberFields values={draft.values} set={draft.set} errorOf={errorOf} person={person} />
        )}
      </WriteForm>
    </>
  )
}

function NotAllowed({ title }: { title: string }) {
  const { t } = useTexts()
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <EmptyState title={t.states.notAllowed}>{t.states.notAllowedDetail}</EmptyState>
    </>
  )
}
