import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useDraft } from '../features/drafts/draft.ts'
import { Refusal } from '../features/forms/failure.ts'
import { WriteForm } from '../features/forms/write-form.tsx'
import { EraseDialog } from '../features/office/erase-dialog.tsx'
import { emptyIn, NOBODY, PersonFields } from '../features/office/person-fields.tsx'
import { useOfficeOwner } from '../features/office/use-owner.ts'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import {
  inviteColleague,
  inviteStaff,
  signStaffOut,
  staffQuery,
  suspendStaff,
} from '../office-client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Tag } from '../ui/tag.tsx'

/** 事務局の担当者: who may set municipalities up. */
export function OfficeStaffPage() {
  const { t } = useTexts()
  const { memberId: me } = useOfficeOwner()
  const queryClient = useQueryClient()
  const staff = useQuery(staffQuery)
  const [adding, setAdding] = useState(false)
  const [done, setDone] = useState<string>()
  const [erasing, setErasing] = useState<{ id: string; name: string }>()
  const listed = () => queryClient.invalidateQueries({ queryKey: ['office'] })
  const act = useMutation({
    mutationFn: (send: (key: string) => Promise<unknown>) => send(crypto.randomUUID()),
    onSettled: listed,
  })
  if (!staff.data) return <UnloadedPage query={staff} lines={4} />
  return (
    <div className="max-w-[45rem]">
      {done && (
        <div className="mb-4">
          <Notice kind="success" title={done} />
        </div>
      )}
      {act.error && (
        <Notice
          kind="error"
          title={act.error instanceof Refusal ? act.error.message : t.states.offlineTitle}
        />
      )}
      <PageTitle title={t.office.staff} lead={t.office.staffLead}>
        {t.office.staff}
      </PageTitle>
      <ul className="space-y-3">
        {staff.data.people.filter(isThere).map((person) => {
          const { id, name, email, bound, suspended, invitation } = person
          const state = suspended
            ? 'suspended'
            : bound
              ? 'bound'
              : invitation
                ? 'invited'
                : 'notInvited'
          const access = suspended ? t.office.reinstate : t.office.suspend
          return (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-3 rounded-8 border border-solid-gray-300 p-4"
            >
              <div>
                <h2 className="font-700">
                  {name}
                  {id === me && t.office.you}
                </h2>
                {email && <p className="text-[0.875rem]">{email}</p>}
                <Tag kind={state === 'bound' ? 'good' : 'info'}>{t.office.staffState[state]}</Tag>
              </div>
              {id !== me && (
                <span className="flex flex-wrap gap-2">
                  {!bound && !suspended && (
                    <Button
                      variant="outline"
                      size="small"
                      className="min-h-11"
                      aria-label={t.office.accessOf(t.office.sendInvitation, name)}
                      onClick={() => act.mutate((key) => inviteStaff(key, id))}
                    >
                      {t.office.sendInvitation}
                    </Button>
                  )}
                  {bound && !suspended && (
                    <Button
                      variant="outline"
                      size="small"
                      className="min-h-11"
                      aria-label={t.office.accessOf(t.office.signStaffOut, name)}
                      onClick={() =>
                        act.mutate((key) => signStaffOut(key, id), {
                          onSuccess: () => setDone(t.office.staffSignedOut),
                        })
                      }
                    >
                      {t.office.signStaffOut}
                    </Button>
                  )}
                  <Button
                    variant="outline"
                    size="small"
                    className="min-h-11"
                    aria-label={t.office.accessOf(access, name)}
                    onClick={() => act.mutate((key) => suspendStaff(key, id, !suspended))}
                  >
                    {access}
                  </Button>
                  <Button
                    variant="text"
                    size="small"
                    className="min-h-11"
                    aria-label={t.office.accessOf(t.office.erase, name)}
                    onClick={() => setErasing({ id, name })}
                  >
                    {t.office.erase}
                  </Button>
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <p className="mt-6">
        <Button onClick={() => setAdding(true)}>{t.office.staffAdd}</Button>
      </p>
      {erasing && (
        <EraseDialog
          person={erasing}
          onDone={() => {
            void listed()
            setDone(t.office.erased)
            setErasing(undefined)
          }}
          onClose={() => setErasing(undefined)}
        />
      )}
      {adding && (
        <ColleagueDialog
          onDone={() => {
            void listed()
            setDone(t.office.staffAdded)
            setAdding(false)
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  )
}

/** Whoever was erased is nobody any more. */
const isThere = ({ erased }: { erased: boolean }) => !erased

function ColleagueDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { t } = useTexts()
  const draft = useDraft(useOfficeOwner(), 'new-colleague', NOBODY)
  return (
    <Dialog title={t.office.staffAdd} onClose={onClose}>
      <WriteForm
        draft={draft}
        publicRecord={false}
        check={(values) => emptyIn(values, t.office.required)}
        send={(values, key) => inviteColleague(key, values)}
        onDone={onDone}
        submitLabel={t.office.sendInvitation}
        onCancel={onClose}
      >
        {(errorOf) => <PersonFields values={draft.values} set={draft.set} errorOf={errorOf} />}
      </WriteForm>
    </Dialog>
  )
}
