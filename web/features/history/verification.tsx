import { useQuery } from '@tanstack/react-query'
import { type Verification as Verified, verificationQuery } from '../../history-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { usePlace } from '../session/place.tsx'
import { LoadFailure } from '../session/query-states.tsx'
import { useTrailWords } from './use-trail-words.ts'

/** The check of the whole history, when somebody asks for it. */
export function Verification() {
  const { code } = usePlace()
  const { t } = useTexts()
  const check = useQuery(verificationQuery(code))
  const { verify } = t.history
  return (
    <Section id="verification" title={verify.title}>
      <p>{verify.lead}</p>
      <p className="my-4 print:hidden">
        <Button variant="outline" disabled={check.isFetching} onClick={() => void check.refetch()}>
          {check.isFetching ? verify.running : check.data ? verify.again : verify.run}
        </Button>
      </p>
      {check.error && !check.isFetching && (
        <LoadFailure error={check.error} onRetry={() => void check.refetch()} />
      )}
      {check.data && !check.isFetching && <Found found={check.data} />}
    </Section>
  )
}

function Found({ found }: { found: Verified }) {
  const { code } = usePlace()
  const { t, words } = useTexts()
  const { texts } = useTrailWords()
  const { verify, municipality } = t.history
  const { breaks, chains, events, erasedTexts, anchors, restores, lastAnchor, publicKey } = found
  const gone = restores.reduce((sum, restore) => sum + restore.anchors, 0)
  const isWhole = breaks.length === 0
  return (
    <>
      <Notice
        kind={isWhole ? 'success' : 'error'}
        title={isWhole ? verify.intact : verify.broken(breaks.length)}
      >
        <p>{verify.counts(chains, events)}</p>
        {erasedTexts > 0 && <p>{verify.erased(erasedTexts)}</p>}
        {isWhole && <p>{verify.anchors(anchors - gone)}</p>}
        {!isWhole && (
          <>
            <ul className="my-2 list-disc pl-6">
              {breaks.map(({ stream, sequence, fault, proposal }) => (
                <li key={`${stream} ${sequence} ${fault}`}>
                  {verify.at(proposal ?? municipality, sequence)}
                  {t.common.dot}
                  {texts.faults[fault]}
                </li>
              ))}
            </ul>
            <p>{verify.what}</p>
          </>
        )}
      </Notice>
      {restores.length > 0 && (
        <div className="my-4">
          <Notice kind="warning" title={verify.restored}>
            <ul className="my-2 list-disc pl-6">
              {restores.map((restore) => (
                <li key={restore.at}>
                  {verify.restore(
                    words.instant(restore.at),
                    words.instant(restore.asOf),
                    restore.anchors,
                  )}
                </li>
              ))}
            </ul>
            <p>{verify.restoredWhat}</p>
          </Notice>
        </div>
      )}
      <dl className="mt-4 space-y-2 text-[0.875rem] [&_dd]:break-all [&_dd]:font-mono [&_dt]:font-700">
        {lastAnchor && (
          <>
            <dt>{verify.last(words.instant(lastAnchor.at))}</dt>
            <dt>{verify.fingerprint}</dt>
            <dd>{lastAnchor.fingerprint}</dd>
          </>
        )}
        <dt>{verify.key}</dt>
        <dd>{publicKey}</dd>
      </dl>
      {found.anchorNames.length > 0 && (
        <details className="mt-4 print:hidden">
          <summary className="text-blue-900 underline">{verify.anchorFiles}</summary>
          <ul className="mt-2 list-disc pl-6">
            {found.anchorNames.map((name) => (
              <li key={name}>
                <a
                  href={`/api/m/${code}/anchors/${name}`}
                  download
                  className="text-blue-900 underline"
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
