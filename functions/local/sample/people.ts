import { OFFICE } from '../../domain/municipalities/municipality-code.ts'
import type { RoleGrant } from '../../domain/people/people.ts'
import type { SamplePerson } from '../identity-provider.ts'
import { sampleId } from './ids.ts'

/** A role of the sample that somebody can sign in as. None of them is a real person. */
export type SampleMember = SamplePerson & {
  memberId: string
  municipality: string
  name: string
  office?: string
  /** @param currentYear the fiscal year of the sample's own cohort */
  rolesIn(currentYear: number): RoleGrant[]
}

const NUMAZU = '222038'

/** The people of the sample, in the order in which the sign-in page offers them. */
export const SAMPLE_PEOPLE: readonly SampleMember[] = [
  person({
    email: 'member@numazu.example',
    municipality: NUMAZU,
    name: '研究生（見本）',
    label: { ja: '沼津市 今年度の研究生（見本）', en: 'Numazu, this year’s cohort (sample)' },
    rolesIn: (cohort) => [{ role: 'member', cohort, from: `${cohort}-04-01` }],
  }),
  alumnus(2018, '平成30年度'),
  alumnus(2019, '令和元年度'),
  alumnus(2021, '令和3年度'),
  alumnus(2022, '令和4年度'),
  person({
    email: 'hr@numazu.example',
    municipality: NUMAZU,
    name: '人事課 担当',
    office: '人事課',
    label: { ja: '沼津市 人事課 担当（派遣元）', en: 'Numazu, HR section (dispatcher)' },
    rolesIn: () => [{ role: 'hr', from: '2018-04-01' }],
  }),
  person({
    email: 'executive@numazu.example',
    municipality: NUMAZU,
    name: '経営層（見本）',
    label: { ja: '沼津市 経営層（見本）', en: 'Numazu, executive (sample)' },
    rolesIn: () => [{ role: 'executive', from: '2018-04-01' }],
  }),
  dispatcher({ email: 'hr@sakata.example', municipality: '062049', ja: '酒田市', en: 'Sakata' }),
  dispatcher({ email: 'hr@minato.example', municipality: '131032', ja: '港区', en: 'Minato' }),
  person({
    email: 'office@program.example',
    municipality: OFFICE,
    name: '部会事務局 担当（見本）',
    label: { ja: '部会事務局 担当（見本）', en: 'The program’s office (sample)' },
    rolesIn: () => [{ role: 'office', from: '2018-04-01' }],
  }),
]

function alumnus(cohort: number, era: string): SampleMember {
  return person({
    email: `alumnus${cohort}@numazu.example`,
    municipality: NUMAZU,
    name: `${era} マネ友`,
    label: { ja: `沼津市 ${era} マネ友`, en: `Numazu, FY${cohort} alumnus` },
    rolesIn: () => [{ role: 'member', cohort, from: `${cohort}-04-01` }],
  })
}

function dispatcher({
  email,
  municipality,
  ja,
  en,
}: {
  email: string
  municipality: string
  ja: string
  en: string
}): SampleMember {
  return person({
    email,
    municipality,
    name: '派遣元 担当（見本）',
    label: { ja: `${ja} 派遣元 担当（見本）`, en: `${en}, dispatcher (sample)` },
    rolesIn: () => [{ role: 'hr', from: '2018-04-01' }],
  })
}

function person(member: Omit<SampleMember, 'memberId'>): SampleMember {
  return { ...member, memberId: sampleId(`member/${member.email}`) }
}
