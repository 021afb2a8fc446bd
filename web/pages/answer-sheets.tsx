import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { DayField } from '../features/forms/day-field.tsx'
import { Refusal } from '../features/forms/failure.ts'
import { FileChooser } from '../features/roster/file-chooser.tsx'
import { useWriting } from '../features/roster/use-writing.ts'
import { usePlace } from '../features/session/place.tsx'
import { useTexts } from '../i18n/language.tsx'
import {
  previewSheet,
  recordSheetAnswer,
  recordSheetReferral,
  type SheetPreview,
} from '../request-client.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Section } from '../ui/section.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'

/** 回答票の取込み: a filled sheet is tried out line by line, and then recorded. */
export function AnswerSheetsPage() {
  const { code } = usePlace()
  const { t } = useTexts()
  const preview = useMutation({
    mutationFn: (file: { fileName: string; contentBase64: string }) => previewSheet(code, file),
  })
  return (
    <>
      <PageTitle lead={t.requests.sheetsLead}>{t.requests.sheetsTitle}</PageTitle>
      <FileChooser
        label={t.requests.sheetChoose}
        hint={t.requests.sheetHint}
        onChoose={(file) => preview.mutate(file)}
      />
      {preview.isPending && <Skeleton lines={4} />}
      {preview.error && <Refused error={preview.error} />}
      {preview.data && <Sheet key={preview.submittedAt} sheet={preview.data} />}
    </>
  )
}

function Refused({ error }: { error: Error }) {
  const { t } = useTexts()
  const isRefusal = error instanceof Refusal
  return (
    <Notice kind="error" title={isRefusal ? error.message : t.states.offlineTitle}>
      {isRefusal ? (error.fields[0]?.detail ?? error.detail) : t.files.offline}
    </Notice>
  )
}

const LOOKS = {
  record: 'good',
  pass_on: 'good',
  wrong: 'error',
  skip: 'info',
  answered: 'info',
} as const

function Sheet({ sheet: { requestId, memberId, rows } }: { sheet: SheetPreview }) {
  const { code, nameOf, today } = usePlace()
  const { t, words } = useTexts()
  const [heardOn, setHeardOn] = useState<string>(today)
  const { writing, toWrite, start } = useWriting(
    rows.map(({ row, title, proposalId, fate, said, whoKnows }) => ({
      ...{ row, name: title, says: '', errors: [], fate: 'add' as const },
      ...(proposalId &&
        (said || fate === 'pass_on') && {
          send: (key: string) => {
            const at = { municipality: code, requestId, key }
            return said
              ? recordSheetAnswer(at, { proposalId, heardOn, ...said })
              : recordSheetReferral(at, { proposalId, ...(whoKnows && { whoKnows }) })
          },
        }),
    })),
  )
  return (
    <Section id="sheet" title={t.requests.sheetOf(nameOf(memberId) ?? t.requests.someone)}>
      <ul className="mb-4 divide-y divide-solid-gray-300 border-y border-solid-gray-300">
        {rows.map(({ row, title, proposalId, fate, said, whoKnows, errors }) => (
          <li key={row} className="py-2">
            <p className="flex flex-wrap items-center gap-2">
              <Tag kind={LOOKS[fate]}>{t.requests.fates[fate]}</Tag>
              <span className="font-700">{title}</span>
              <span className="text-[0.875rem]">{t.requests.line(row)}</span>
            </p>
            {said && (
              <p>
                {words.outcomes[said.outcome]}
                {said.manner && `${t.common.dot}${words.manners[said.manner]}`}
                {' / '}
                {t.common.phrases(said.factors.map((factor) => words.factors[factor]))}
                {said.reason && <span className="block whitespace-pre-line">{said.reason}</span>}
              </p>
            )}
            {fate === 'answered' && proposalId && (
              <p>
                <Link
                  to="/m/$municipality/proposals/$proposalId"
                  params={{ municipality: code, proposalId }}
                  className="text-blue-900 underline"
                >
                  {t.requests.correctThere}
                </Link>
              </p>
            )}
            {whoKnows && <p>{t.requests.whoKnows(whoKnows)}</p>}
            {errors.map(({ column, detail }) => (
              <p key={`${column} ${detail}`} className="text-error-2">
                {column && `${column}${t.common.colon}`}
                {detail}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {writing.state === 'done' ? (
        <Notice
          kind={writing.refused.length > 0 ? 'warning' : 'success'}
          title={t.requests.sheetDone(writing.settled - writing.refused.length)}
        >
          {writing.refused.map(({ row, name, errors }) => (
            <p key={row}>
              {name}
              {t.common.colon}
              {errors[0]?.detail}
            </p>
          ))}
        </Notice>
      ) : (
        <div className="max-w-xl space-y-4">
          <DayField
            name="heardOn"
            label={t.requests.heardOn}
            required
            max={today}
            value={heardOn}
            onChange={(day) => setHeardOn(day)}
          />
          {writing.error && <Refused error={writing.error} />}
          <Button
            disabled={toWrite === 0 || heardOn === '' || writing.state === 'running'}
            onClick={start}
          >
            {t.requests.sheetRecord(toWrite)}
          </Button>
        </div>
      )}
    </Section>
  )
}
