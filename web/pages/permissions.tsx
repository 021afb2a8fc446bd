import { Fragment } from 'react'
import { RULES, type Rule } from '../../functions/domain/rules.ts'
import { ROLES, type Role } from '../../functions/domain/words.ts'
import { usePlace } from '../features/session/place.tsx'
import { useTexts } from '../i18n/language.tsx'
import { Button } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Section } from '../ui/section.tsx'
import { Tag } from '../ui/tag.tsx'

const BY_ROLE = ROLES.map((role) => ({
  role,
  rules: RULES.filter((rule) => rule.role === role),
}))

/** 誰が何をできるか: the very rules that the hub decides with, for HR and auditors. */
export function PermissionsPage() {
  const { t, words } = useTexts()
  return (
    <>
      <PageTitle title={t.permissions.title} lead={t.permissions.lead}>
        {t.permissions.title}
      </PageTitle>
      <nav aria-label={t.permissions.contents} className="desktop:hidden print:hidden">
        <p className="font-700">{t.permissions.contents}</p>
        <ul className="mt-1 flex flex-wrap gap-x-4">
          <li>
            <a href="#always" className="inline-block py-2 text-blue-900 underline">
              {t.permissions.always}
            </a>
          </li>
          {BY_ROLE.map(({ role }) => (
            <li key={role}>
              <a href={`#role-${role}`} className="inline-block py-2 text-blue-900 underline">
                {words.roles[role]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Section
        id="always"
        title={t.permissions.always}
        aside={
          <Button variant="outline" size="small" onClick={() => print()}>
            {t.common.print}
          </Button>
        }
      >
        <ul className="list-disc space-y-1 pl-6">
          {t.permissions.principles.map((principle) => (
            <li key={principle}>{principle}</li>
          ))}
        </ul>
      </Section>
      <Section id="rules" title={t.permissions.table}>
        <RuleTable />
        <RuleCards />
      </Section>
    </>
  )
}

function RoleName({ role }: { role: Role }) {
  const { me } = usePlace()
  const { t, words } = useTexts()
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {words.roles[role]}
      {me.roles.some((held) => held.role === role) && <Tag kind="info">{t.permissions.yours}</Tag>}
    </span>
  )
}

function Actions({ rule }: { rule: Rule }) {
  const { words } = useTexts()
  return (
    <ul className="text-[0.875rem]">
      {rule.actions.map((action) => (
        <li key={action}>{words.actions[action]}</li>
      ))}
    </ul>
  )
}

function RuleTable() {
  const { t } = useTexts()
  const head = 'border-b-2 border-solid-gray-700 px-3 py-2 text-left align-bottom'
  const cell = 'border-b border-solid-gray-300 px-3 py-3 align-top'
  return (
    <table className="hidden w-full border-collapse desktop:table print:table">
      <caption className="sr-only">{t.permissions.table}</caption>
      <thead>
        <tr>
          <th scope="col" className={`${head} w-1/5`}>
            {t.permissions.columns.role}
          </th>
          <th scope="col" className={head}>
            {t.permissions.columns.rule}
          </th>
          <th scope="col" className={`${head} w-1/4`}>
            {t.permissions.columns.actions}
          </th>
        </tr>
      </thead>
      {BY_ROLE.map(({ role, rules }) => (
        <tbody key={role} className="border-b-2 border-solid-gray-420">
          {rules.length === 0 && (
            <tr>
              <th scope="row" className={`${cell} text-left`}>
                <RoleName role={role} />
              </th>
              <td className={cell} colSpan={2}>
                {t.permissions.nothing}
              </td>
            </tr>
          )}
          {rules.map((rule, index) => (
            <tr key={rule.id}>
              {index === 0 && (
                <th scope="rowgroup" rowSpan={rules.length} className={`${cell} text-left`}>
                  <RoleName role={role} />
                </th>
              )}
              <td className={cell}>{t.permissions.sentences[rule.id]}</td>
              <td className={cell}>
                <Actions rule={rule} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function RuleCards() {
  const { t } = useTexts()
  return (
    <div className="desktop:hidden print:hidden">
      {BY_ROLE.map(({ role, rules }) => (
        <Fragment key={role}>
          <h3 id={`role-${role}`} className="mt-6 scroll-mt-4 text-[1.125rem] font-700">
            <RoleName role={role} />
          </h3>
          {rules.length === 0 && <p className="mt-2">{t.permissions.nothing}</p>}
          <ul className="mt-2 space-y-3">
            {rules.map((rule) => (
              <li key={rule.id} className="rounded-8 border border-solid-gray-300 p-4">
                <p>{t.permissions.sentences[rule.id]}</p>
                <details className="mt-2">
                  <summary className="text-[0.875rem] text-blue-900 underline">
                    {t.permissions.columns.actions}
                  </summary>
                  <div className="mt-1">
                    <Actions rule={rule} />
                  </div>
                </details>
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
    </div>
  )
}
