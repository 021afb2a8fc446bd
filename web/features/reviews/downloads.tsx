import { useTexts } from '../../i18n/language.tsx'
import { documentAddress } from '../../review-client.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { usePlace } from '../session/place.tsx'

/** The review as documents, in the program's form and in full, and on paper. */
export function Downloads({
  reviewId,
  version,
}: {
  reviewId: string
  version: number | undefined
}) {
  const { code } = usePlace()
  const { t, language } = useTexts()
  return (
    <div className="print:hidden">
      <Section id="downloads" title={t.reviews.downloads}>
        <p>{t.reviews.downloadsLead}</p>
        {(['program', 'full'] as const).map((form) => (
          <p key={form} className="mt-3 flex flex-wrap items-center gap-2">
            <span className="w-full font-700 desktop:w-32">{t.review.forms[form]}</span>
            {(['docx', 'xlsx', 'pdf'] as const).map((format) => (
              <a
                key={format}
                href={documentAddress(
                  { municipality: code, reviewId },
                  { format, form, version, lang: language },
                )}
                download
                aria-label={`${t.review.forms[form]} ${t.reviews.format[format]}`}
                className={`${buttonClass('outline', 'small')} min-h-11`}
              >
                {t.reviews.format[format]}
              </a>
            ))}
          </p>
        ))}
        <Button variant="text" className="mt-3" onClick={() => window.print()}>
          {t.reviews.print}
        </Button>
      </Section>
    </div>
  )
}
