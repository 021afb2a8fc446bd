import { Link } from '@tanstack/react-router'
import type { openClaims } from '../../../functions/domain/personal-data/claims.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Notice } from '../../ui/notice.tsx'
import { usePlace } from '../session/place.tsx'

/** 訂正・利用停止の請求 that wait for HR, with the way to who made them. */
export function ClaimTasks({ claims }: { claims: ReturnType<typeof openClaims> }) {
  const { code, nameOf } = usePlace()
  const { t, words, dates } = useTexts()
  return (
    <div className="mb-4">
      <Notice quiet kind="warning" title={t.claims.waiting(claims.length)}>
        <ul>
          {claims.map(({ id, kind, madeAt, memberId }) => (
            <li key={id}>
              <Link
                to="/m/$municipality/people/$memberId"
                params={{ municipality: code, memberId }}
                className="text-blue-900 underline"
              >
                {nameOf(memberId) ?? t.common.unknownPerson}
                {t.common.dot}
                {t.claims.look(words.claimKinds[kind], dates.instantDay(madeAt))}
              </Link>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}
