import { useTexts } from '../../i18n/language.tsx'
import { buttonClass } from '../../ui/button.tsx'

export type FileLink = {
  format: 'xlsx' | 'csv' | 'json' | 'pdf' | 'docx'
  href: string
  part?: string
}

/** The files of one thing, by format; a format that holds one table only is there once for each. */
export function FileLinks({ what, files }: { what: string; files: readonly FileLink[] }) {
  const { t } = useTexts()
  return (
    <ul className="mt-3 flex flex-wrap gap-2">
      {files.map(({ format, href, part }) => {
        const name = t.exports.formats[format]
        const label = part === undefined ? name : `${name}${t.common.aside(part)}`
        return (
          <li key={href}>
            <a
              href={href}
              download
              aria-label={t.exports.download(what, label)}
              className={`${buttonClass('outline', 'small')} min-h-11`}
            >
              {label}
            </a>
          </li>
        )
      })}
    </ul>
  )
}
