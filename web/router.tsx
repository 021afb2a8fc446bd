import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import type { ProposalFilters, ViewpointSearch } from './features/register/search-params.ts'
import { CrashPage } from './pages/crash.tsx'
import { NotFound, NotFoundPage } from './pages/not-found.tsx'
import { StartPage } from './pages/start.tsx'

/** What an address says is checked by its page: the words for that come with it, not with the first download. */
const asked = <Search extends object>(search: Record<string, unknown>) => search as Search

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet })

const start = createRoute({ getParentRoute: () => root, path: '/', component: StartPage })
const choose = createRoute({
  getParentRoute: () => root,
  path: '/choose',
  component: () => <StartPage choosing />,
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$municipality/$memberId/$token',
  component: lazyRouteComponent(() => import('./pages/invitation.tsx'), 'InvitationPage'),
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up/$code',
  component: lazyRouteComponent(() => import('./pages/set-up.tsx'), 'SetUpPage'),
})
const office = createRoute({
  getParentRoute: () => root,
  path: '/office',
  component: lazyRouteComponent(() => import('./pages/office.tsx'), 'OfficeLayout'),
})
const municipalities = createRoute({
  getParentRoute: () => office,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/office.tsx'), 'MunicipalitiesPage'),
})
const setUpMunicipality = createRoute({
  getParentRoute: () => office,
  path: '/new',
  component: lazyRouteComponent(
    () => import('./pages/set-up-municipality.tsx'),
    'SetUpMunicipalityPage',
  ),
})
const officeStaff = createRoute({
  getParentRoute: () => office,
  path: '/staff',
  component: lazyRouteComponent(() => import('./pages/office-staff.tsx'), 'OfficeStaffPage'),
})
const officeStatistics = createRoute({
  getParentRoute: () => office,
  path: '/statistics',
  component: lazyRouteComponent(() => import('./pages/office-statistics.tsx'), 'StatisticsPage'),
})
const officeSubmission = createRoute({
  getParentRoute: () => office,
  path: '/submissions/$fiscalYear/$code',
  component: lazyRouteComponent(() => import('./pages/submission.tsx'), 'SubmissionPage'),
})
const officeShared = createRoute({
  getParentRoute: () => office,
  path: '/shared',
  component: lazyRouteComponent(() => import('./pages/office-shared.tsx'), 'OfficeSharedPage'),
})

export const municipalityRoute = createRoute({
  getParentRoute: () => root,
  path: '/m/$municipality',
  component: lazyRouteComponent(() => import('./pages/municipality.tsx'), 'MunicipalityLayout'),
  notFoundComponent: NotFound,
})
const overview = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/',
  validateSearch: asked<ViewpointSearch>,
  component: lazyRouteComponent(() => import('./pages/overview.tsx'), 'OverviewPage'),
})
const proposals = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/proposals',
  validateSearch: asked<ProposalFilters>,
  component: lazyRouteComponent(() => import('./pages/proposals.tsx'), 'ProposalsPage'),
})
const continuity = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/continuity',
  component: lazyRouteComponent(() => import('./pages/continuity.tsx'), 'ContinuityPage'),
})
const mayor = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/continuity/mayor',
  component: lazyRouteComponent(() => import('./pages/mayor.tsx'), 'MayorPage'),
})
const history = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/history',
  component: lazyRouteComponent(() => import('./pages/history.tsx'), 'HistoryPage'),
})
const exports = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/exports',
  validateSearch: asked<ViewpointSearch>,
  component: lazyRouteComponent(() => import('./pages/exports.tsx'), 'ExportsPage'),
})
const confirmations = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/confirmations',
  component: lazyRouteComponent(() => import('./pages/confirmations.tsx'), 'ConfirmationsPage'),
})
const openData = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/exports/open-data',
  component: lazyRouteComponent(() => import('./pages/open-data.tsx'), 'OpenDataPage'),
})
const others = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/others',
  component: lazyRouteComponent(() => import('./pages/others.tsx'), 'OthersPage'),
})
const newProposal = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/proposals/new',
  validateSearch: asked<{ from?: string }>,
  component: lazyRouteComponent(() => import('./pages/edit-proposal.tsx'), 'NewProposalPage'),
})
const proposal = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/proposals/$proposalId',
  validateSearch: asked<ViewpointSearch>,
  component: lazyRouteComponent(() => import('./pages/proposal.tsx'), 'ProposalPage'),
})
const editProposal = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/proposals/$proposalId/edit',
  component: lazyRouteComponent(() => import('./pages/edit-proposal.tsx'), 'EditProposalPage'),
})
const roster = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('./pages/roster.tsx'), 'RosterPage'),
})
const newMember = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/people/new',
  component: lazyRouteComponent(() => import('./pages/edit-member.tsx'), 'NewMemberPage'),
})
const settings = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings.tsx'), 'SettingsPage'),
})
const rosterFile = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/people/import',
  component: lazyRouteComponent(() => import('./pages/people-file.tsx'), 'RosterFilePage'),
})
const transferFile = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/people/transfers',
  component: lazyRouteComponent(() => import('./pages/people-file.tsx'), 'TransferFilePage'),
})
const unreached = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/people/unreached',
  component: lazyRouteComponent(() => import('./pages/unreached.tsx'), 'UnreachedPage'),
})
const retention = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/people/retention',
  component: lazyRouteComponent(() => import('./pages/retention.tsx'), 'RetentionPage'),
})
const transfers = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/people/transfers/entry',
  component: lazyRouteComponent(() => import('./pages/transfers.tsx'), 'TransfersPage'),
})
const member = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/people/$memberId',
  component: lazyRouteComponent(() => import('./pages/member.tsx'), 'MemberPage'),
})
const editMember = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/people/$memberId/edit',
  component: lazyRouteComponent(() => import('./pages/edit-member.tsx'), 'EditMemberPage'),
})
const report = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/proposals/$proposalId/report',
  validateSearch: (search: Record<string, unknown>) => ({
    ...(search.kind === 'report' || search.kind === 'hearing'
      ? { kind: search.kind as 'report' | 'hearing' }
      : {}),
    ...(typeof search.corrects === 'string' ? { corrects: search.corrects } : {}),
    ...(typeof search.question === 'string' ? { question: search.question } : {}),
    ...(typeof search.answer === 'string' ? { answer: search.answer } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/report.tsx'), 'ReportPage'),
})

const reviews = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/reviews',
  component: lazyRouteComponent(() => import('./pages/reviews.tsx'), 'ReviewsPage'),
})
const review = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/reviews/$reviewId',
  validateSearch: asked<{ version?: string }>,
  component: lazyRouteComponent(() => import('./pages/review.tsx'), 'ReviewPage'),
})
const permissions = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/permissions',
  component: lazyRouteComponent(() => import('./pages/permissions.tsx'), 'PermissionsPage'),
})
const question = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/proposals/$proposalId/questions/$questionId',
  component: lazyRouteComponent(() => import('./pages/question.tsx'), 'QuestionPage'),
})
const requests = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/requests',
  component: lazyRouteComponent(() => import('./pages/requests.tsx'), 'RequestsPage'),
})
const answerSheets = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/requests/sheets',
  component: lazyRouteComponent(() => import('./pages/answer-sheets.tsx'), 'AnswerSheetsPage'),
})
const typedSheet = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/requests/$requestId',
  component: lazyRouteComponent(() => import('./pages/typed-sheet.tsx'), 'TypedSheetPage'),
})
const inquiry = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/inquiries/$inquiryId',
  component: lazyRouteComponent(() => import('./pages/inquiry.tsx'), 'InquiryPage'),
})
const questions = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/questions',
  component: lazyRouteComponent(() => import('./pages/questions.tsx'), 'QuestionsPage'),
})
const me = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/me',
  component: lazyRouteComponent(() => import('./pages/me.tsx'), 'MePage'),
})
const mailPreferences = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/me/mails',
  component: lazyRouteComponent(
    () => import('./pages/mail-preferences.tsx'),
    'MailPreferencesPage',
  ),
})
const sessions = createRoute({
  getParentRoute: () => municipalityRoute,
  path: '/sessions',
  component: lazyRouteComponent(() => import('./pages/sessions.tsx'), 'SessionsPage'),
})

const routeTree = root.addChildren([
  start,
  choose,
  invitation,
  setUp,
  office.addChildren([
    municipalities,
    setUpMunicipality,
    officeStaff,
    officeStatistics,
    officeShared,
    officeSubmission,
  ]),
  municipalityRoute.addChildren([
    permissions,
    reviews,
    review,
    question,
    questions,
    inquiry,
    requests,
    answerSheets,
    typedSheet,
    sessions,
    me,
    mailPreferences,
    overview,
    proposals,
    continuity,
    mayor,
    confirmations,
    others,
    history,
    exports,
    openData,
    newProposal,
    proposal,
    editProposal,
    report,
    roster,
    newMember,
    rosterFile,
    settings,
    transferFile,
    retention,
    unreached,
    transfers,
    member,
    editMember,
  ]),
])

/** The pages by address. Search parameters are plain `key=value` text, so that links stay readable. */
export function createHubRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: CrashPage,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const entries = Object.entries(search).filter(([, value]) => value !== undefined)
      const text = new URLSearchParams(entries.map(([key, value]) => [key, String(value)]))
      return entries.length === 0 ? '' : `?${text}`
    },
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createHubRouter>
  }
}
