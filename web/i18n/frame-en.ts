import type { FrameTexts } from './frame-ja.ts'

export const frameEn: FrameTexts = {
  app: {
    name: 'Mane-tomo Hub',
    synthetic: 'Made-up data for testing.',
  },
  common: {
    close: 'Close',
    cancel: 'Cancel',
    loading: 'Loading',
    retry: 'Load again',
    more: 'Show more',
    count: (n) => `${n}`,
    print: 'Print',
    list: (items) => items.join(', '),
    colon: ': ',
    dot: ' · ',
    aside: (text) => ` (${text})`,
    newTab: ' (opens in a new tab)',
    unknownPerson: '(not on the roster)',
  },
  frame: {
    skip: 'Skip to the content',
    home: 'Overview',
    proposals: 'Proposals',
    navigation: 'Main pages',
    signedInAs: 'Signed in as',
    signOut: 'Sign out',
    language: '日本語',
    switchMunicipality: 'Other municipality',
    signOutDrafts: (n) => `${n} ${n === 1 ? 'draft is' : 'drafts are'} kept on this device`,
    signOutDraftsDetail:
      'If others use this device too, delete them before you sign out. Keep them to go on writing later.',
    signOutKeep: 'Keep and sign out',
    signOutDelete: 'Delete and sign out',
  },
  landing: {
    title: 'What became of past proposals?',
    lead: 'Every year a cohort of the HR-management program proposes changes to its own city. Here is kept, from year to year, which of them go on, which could not be continued, which were never begun, and why.',
    points: [
      ['At a glance', 'See by year how proposals stand today, and the reasons.'],
      [
        'Reported in a minute',
        'Alumni choose the outcome and the reason on their phone and send it.',
      ],
      [
        'Confirmed',
        'The HR section that sends the cohorts confirms each report, and everything that was recorded stays on record.',
      ],
    ],
    signIn: 'Sign in',
    how: 'Enter your e-mail address and sign in with the six-digit code sent to it. There is no password.',
  },
  picker: {
    title: 'Choose a municipality',
    none: 'You are not registered with any municipality yet',
    noneDetail: (who) =>
      `You are signed in as ${who}, but no roster has this address. Ask the HR section of your municipality to add it.`,
    other: 'Sign in with another address',
  },
  states: {
    expired: 'Your session has expired',
    signInAgain: 'Sign in again',
    sending: 'Sending…',
    offlineTitle: 'Not sent',
    notFound: 'There is no such page',
    notFoundDetail: 'The address is wrong, or it is something you cannot see.',
    notAllowed: 'You may not see this page',
    notAllowedDetail: 'Your role does not include it. Ask the HR section if you need it.',
    failed: 'This could not be loaded',
    offline: 'There is no connection. Load again once you are online.',
    crashed: 'This page could not be shown',
    crashedDetail: 'Your drafts are kept on this device. Please reload.',
    reload: 'Reload',
    backToOverview: 'To the overview',
  },
}
