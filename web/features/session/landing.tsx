import { useFrameTexts } from '../../i18n/language.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'

/** What the hub is, for somebody who is not signed in. */
export function Landing({ returnTo }: { returnTo: string }) {
  const { t } = useFrameTexts()
  return (
    <div className="max-w-[45rem]">
      <PageTitle lead={t.landing.lead}>{t.landing.title}</PageTitle>
      <p>
        <a
          href={`/auth/sign-in?return_to=${encodeURIComponent(returnTo)}`}
          className={buttonClass()}
        >
          {t.landing.signIn}
        </a>
      </p>
      <p className="mt-3 text-[0.875rem] text-solid-gray-700">{t.landing.how}</p>
      <ul className="mt-10 grid gap-4 desktop:grid-cols-3">
        {t.landing.points.map(([title, text]) => (
          <li key={title} className="rounded-8 border border-solid-gray-300 p-4">
            <p className="font-700">{title}</p>
            <p className="mt-1">{text}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
