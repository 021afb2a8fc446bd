import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useDraft } from '../features/drafts/draft.ts'
import { WriteForm } from '../features/forms/write-form.tsx'
import { emptyIn, LineField, NOBODY, PersonFields } from '../features/office/person-fields.tsx'
import { useOfficeOwner } from '../features/office/use-owner.ts'
import { useTexts } from '../i18n/language.tsx'
import { setUpMunicipality } from '../office-client.ts'
import { FieldGroup } from '../ui/field.tsx'
import { PageTitle } from '../ui/page-title.tsx'

const EMPTY = { code: '', name: '', nameEn: '', prefecture: '', dispatcher: '', hr: NOBODY }

/** The office sets a municipality up and invites the first person of its HR. */
export function SetUpMunicipalityPage() {
  const { t } = useTexts()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const draft = useDraft(useOfficeOwner(), 'new-municipality', EMPTY)
  const { values, set } = draft
  return (
    <div className="max-w-[45rem]">
      <p className="mb-2">
        <Link to="/office" className="text-[0.875rem] text-blue-900 underline">
          {t.office.back}
        </Link>
      </p>
      <PageTitle lead={t.office.newLead}>{t.office.newTitle}</PageTitle>
      <WriteForm
        draft={draft}
        publicRecord={false}
        check={(typed) => emptyIn(typed, t.office.required)}
        send={(typed, key) => setUpMunicipality(key, typed)}
        onDone={() => {
          void queryClient.invalidateQueries({ queryKey: ['office'] })
          void navigate({
            to: '/office',
            state: { officeDone: t.office.created(values.name) },
          })
        }}
        submitLabel={t.office.submit}
      >
        {(errorOf) => (
          <>
            <LineField
              name="code"
              label={t.office.code}
              hint={t.office.codeHint}
              value={values.code}
              onChange={(code) => set({ code: code.normalize('NFKC').trim() })}
              errorOf={errorOf}
            />
            <LineField
              name="name"
              label={t.office.municipality}
              value={values.name}
              onChange={(name) => set({ name })}
              errorOf={errorOf}
            />
            <LineField
              name="nameEn"
              label={t.office.nameEn}
              hint={t.office.nameEnHint}
              value={values.nameEn}
              onChange={(nameEn) => set({ nameEn })}
              errorOf={errorOf}
            />
            <LineField
              name="prefecture"
              label={t.office.prefecture}
              value={values.prefecture}
              onChange={(prefecture) => set({ prefecture })}
              errorOf={errorOf}
            />
            <LineField
              name="dispatcher"
              label={t.office.dispatcher}
              hint={t.office.dispatcherHint}
              value={values.dispatcher}
              onChange={(dispatcher) => set({ dispatcher })}
              errorOf={errorOf}
            />
            <FieldGroup name="hr" legend={t.office.hrLegend}>
              <div className="space-y-6 border-l-4 border-solid-gray-300 pl-4">
                <PersonFields
                  prefix="hr/"
                  values={values.hr}
                  set={(hr) => set({ hr })}
                  errorOf={errorOf}
                />
              </div>
            </FieldGroup>
          </>
        )}
      </WriteForm>
    </div>
  )
}
