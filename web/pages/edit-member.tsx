import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useDraft } from '../features/drafts/draft.ts'
import { editOfRecorded, StaleEdit } from '../features/editing/stale-edit.tsx'
import { WriteForm } from '../features/forms/write-form.tsx'
import { useRecorded } from '../features/proposal/use-recorded.ts'
import {
  draftOf,
  EMPTY_MEMBER,
  memberEdit,
  memberInput,
  missingIn,
  shownMemberField,
} from '../features/roster/member-draft.ts'
import { MemberFields } from '../features/roster/member-fields.tsx'
import { usePlace } from '../features/session/place.tsx'
import { NotAllowedPage, UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { addMember, changeMember, type RosterEntry, rosterQuery } from '../people-client.ts'
import { PageTitle } from '../ui/page-title.tsx'
import { EmptyState } from '../ui/states.tsx'
import { BackToRoster } from './member.tsx'

/** HR puts one person on the roster. */
export function NewMemberPage() {
  const { code, me, owner } = usePlace()
  const { t } = useTexts()
  const navigate = useNavigate()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, 'new-member', EMPTY_MEMBER)
  if (!me.permitted.includes('roster.edit')) return <NotAllowedPage title={t.roster.newTitle} />
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
  if (!roster.data) return <UnloadedPage query={roster} />
  const person = roster.data.people.find(({ id }) => id === memberId)
  if (!me.permitted.includes('roster.edit')) return <NotAllowedPage title={t.roster.edit} />
  return (
    <div className="max-w-[45rem]">
      <BackToRoster />
      {person && !person.erased ? (
        <EditForm key={person.id} person={person} />
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
  const { t, words, dates } = useTexts()
  const navigate = useNavigate()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `member/${person.id}`, editOfRecorded(recordedMember(person)))
  const { fields: values, base, edition } = draft.values
  const title = t.roster.editTitle(person.name)
  const isReaddressed =
    person.invitation !== undefined && !person.bound && values.email.trim() !== base.email
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <WriteForm
        draft={draft}
        publicRecord={false}
        check={({ fields }) => missingIn(fields, t.roster)}
        send={(_, key) =>
          changeMember(
            { municipality: code, memberId: person.id, key },
            edition,
            memberEdit(values, base),
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
            <StaleEdit
              query={rosterQuery(code)}
              recordedIn={({ people }) => {
                const latest = people.find(({ id }) => id === person.id)
                return latest && recordedMember(latest)
              }}
              draft={draft.values}
              labels={{ ...t.roster, takesBackLeaving: t.roster.columns.state }}
              shown={(fields, field) => shownMemberField(fields, field, { t, words, dates })}
              onChange={draft.set}
            />
          )
        }
        submitLabel={t.roster.submitEdit}
      >
        {(errorOf) => (
          <MemberFields
            values={values}
            set={(patch) => draft.set({ fields: { ...values, ...patch } })}
            errorOf={errorOf}
            person={person}
          />
        )}
      </WriteForm>
    </>
  )
}

const recordedMember = (person: RosterEntry) => ({
  values: draftOf(person),
  edition: person.edition,
})
