import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { tokyoDayOf } from '../../functions/domain/calendar.ts'
import { LICENCES, type Licence } from '../../functions/domain/words.ts'
import { ConfirmDialog } from '../features/roster/confirm-dialog.tsx'
import { usePlace } from '../features/session/place.tsx'
import { NotAllowedPage, Unloaded } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { type OpenDataPreview, openDataQuery } from '../open-data-client.ts'
import { changeSettings } from '../people-client.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/inputs.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Section } from '../ui/section.tsx'
import { EmptyState } from '../ui/states.tsx'

/** オープンデータ: HR turns it on and off, and sees what is published before and after. */
export function OpenDataPage() {
  const { code, me } = usePlace()
  const { t } = useTexts()
  const isAllowed = me.permitted.includes('settings.edit')
  const preview = useQuery({ ...openDataQuery(code), enabled: isAllowed })
  if (!isAllowed) return <NotAllowedPage title={t.openData.title} />
  return (
    <div className="max-w-[52rem]">
      <p className="mb-4">
        <Link
          to="/m/$municipality/exports"
          params={{ municipality: code }}
          className="text-blue-900 underline"
        >
          {t.openData.back}
        </Link>
      </p>
      <PageTitle lead={t.openData.lead}>{t.openData.title}</PageTitle>
      {preview.data ? (
        <>
          <Switch preview={preview.data} />
          <Addresses preview={preview.data} />
          <Preview preview={preview.data} />
        </>
      ) : (
        <Unloaded query={preview} lines={8} />
      )}
    </div>
  )
}

/** Whether it is published, under which terms, and the buttons that change it. */
function Switch({ preview: { openData, proposals } }: { preview: OpenDataPreview }) {
  const { code, municipality } = usePlace()
  const { t, words, dates } = useTexts()
  const queries = useQueryClient()
  const id = useId()
  const [licence, setLicence] = useState<Licence>(openData?.licence ?? 'cc_by_4')
  const [asked, setAsked] = useState<'on' | 'off'>()
  const done = () => {
    setAsked(undefined)
    void queries.invalidateQueries({ queryKey: openDataQuery(code).queryKey })
  }
  return (
    <>
      <Notice
        kind={openData ? 'success' : 'info'}
        title={
          openData ? t.openData.on(dates.day(tokyoDayOf(openData.publishedAt))) : t.openData.off
        }
        quiet
      >
        <p>{openData ? words.licences[openData.licence] : t.openData.offLead}</p>
      </Notice>
      <p className="mt-4">{t.openData.never}</p>
      <div className="mt-4">
        <label htmlFor={id} className="block font-700">
          {t.openData.licence}
        </label>
        <p id={`${id}-hint`} className="mb-1 text-[0.875rem] text-solid-gray-700">
          {t.openData.licenceHint}
        </p>
        <Select
          id={id}
          aria-describedby={`${id}-hint`}
          value={licence}
          onChange={(event) => setLicence(event.target.value as Licence)}
        >
          {LICENCES.map((one) => (
            <option key={one} value={one}>
              {words.licences[one]}
            </option>
          ))}
        </Select>
      </div>
      <div className="mt-4 flex flex-wrap gap-3">
        {openData?.licence !== licence && (
          <Button onClick={() => setAsked('on')}>
            {openData ? t.openData.change : t.openData.turnOn}
          </Button>
        )}
        {openData && (
          <Button variant="outline" onClick={() => setAsked('off')}>
            {t.openData.turnOff}
          </Button>
        )}
      </div>
      {asked === 'on' && (
        <ConfirmDialog
          title={openData ? t.openData.change : t.openData.turnOnTitle}
          lead={
            <>
              <p>{t.openData.turnOnLead(proposals.length)}</p>
              <p className="mt-2 font-700">{words.licences[licence]}</p>
            </>
          }
          action={openData ? t.openData.change : t.openData.turnOn}
          send={(key) => changeSettings(code, key, municipality.edition, { openData: { licence } })}
          onDone={done}
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked === 'off' && (
        <ConfirmDialog
          title={t.openData.turnOffTitle}
          lead={<p>{t.openData.turnOffLead}</p>}
          action={t.openData.turnOff}
          variant="danger"
          send={(key) => changeSettings(code, key, municipality.edition, { openData: null })}
          onDone={done}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}

/** Where the files are; links only while something is there. */
function Addresses({ preview: { openData, addresses } }: { preview: OpenDataPreview }) {
  const { t } = useTexts()
  return (
    <Section id="addresses" title={t.openData.addresses}>
      <p className="mb-3">{t.openData.addressesLead}</p>
      <dl className="space-y-3">
        {(['csv', 'json', 'dataset'] as const).map((file) => (
          <div key={file}>
            <dt className="font-700">{t.openData.files[file]}</dt>
            <dd className="break-all">
              {openData ? (
                <a href={addresses[file]} className="text-blue-900 underline">
                  {addresses[file]}
                </a>
              ) : (
                addresses[file]
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** The published proposals as everybody reads them. */
function Preview({ preview: { openData, proposals, inside } }: { preview: OpenDataPreview }) {
  const { t, words } = useTexts()
  return (
    <Section id="preview" title={openData ? t.openData.preview : t.openData.previewOff}>
      <p className="mb-3">{t.openData.counts(proposals.length, inside)}</p>
      {proposals.length === 0 ? (
        <EmptyState title={t.openData.none}>{t.openData.noneHint}</EmptyState>
      ) : (
        <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
          {proposals.map(
            ({ id, cohort, title, themes, outcome, manner, asOf, factors, reason }) => (
              <li key={id} className="py-3">
                <p className="text-[0.875rem] text-solid-gray-700">
                  {words.fiscalYear(cohort)}
                  {themes.length > 0 && t.common.aside(t.common.list(themes))}
                </p>
                <p className="font-700">{title}</p>
                <p>
                  {words.standings[outcome]}
                  {manner && t.common.aside(words.manners[manner])}
                  {asOf && ` ${words.asOf(asOf)}`}
                </p>
                {factors.length > 0 && (
                  <p>{t.common.phrases(factors.map((factor) => words.factors[factor]))}</p>
                )}
                {factors.length > 0 && (
                  <p className={reason === undefined ? 'text-solid-gray-700' : undefined}>
                    {reason ?? t.openData.reasonInside}
                  </p>
                )}
              </li>
            ),
          )}
        </ul>
      )}
    </Section>
  )
}
