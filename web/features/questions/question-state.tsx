import type { QuestionEnding } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Tag } from '../../ui/tag.tsx'

/** Where a question stands: how it ended, or whose turn it is. */
export function QuestionState({
  how,
  waitsFor,
  overdue,
}: {
  how?: QuestionEnding | undefined
  waitsFor?: 'asked' | 'asker' | undefined
  overdue: boolean
}) {
  const { t, words } = useTexts()
  if (how) return <Tag>{words.questionEnds[how]}</Tag>
  if (overdue) return <Tag kind="warning">{t.questions.overdue}</Tag>
  return waitsFor === 'asker' ? (
    <Tag kind="good">{t.questions.waitsForAsker}</Tag>
  ) : (
    <Tag kind="info">{t.questions.waitsForAsked}</Tag>
  )
}
