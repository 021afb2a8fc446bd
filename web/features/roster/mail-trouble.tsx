import { MAIL_WORDS } from '../../../functions/domain/messages/mail-words.ts'
import { useTexts } from '../../i18n/language.tsx'
import type { RosterEntry } from '../../people-client.ts'
import { Notice } from '../../ui/notice.tsx'

/** A mail to the person that was given up, why, and what HR can do. */
export function MailTrouble({ person: { mailTrouble } }: { person: RosterEntry }) {
  const { t, dates, language } = useTexts()
  if (!mailTrouble) return null
  const { failures, kinds } = MAIL_WORDS[language]
  const { at, failure, kind } = mailTrouble
  return (
    <div className="mb-4">
      <Notice kind="warning" title={t.roster.mailTrouble} quiet>
        <p>{t.roster.mailTroubleDetail(dates.instantDay(at), kinds[kind], failures[failure])}</p>
      </Notice>
    </div>
  )
}
