/** What the pages say about people: who carries a proposal, the roster, and the settings. */
export const peopleJa = {
  stewardship: {
    title: '所管課・担当者',
    nobodyNamed: '担当者は決めず、課で受け持っています',
    asked: '状況を聞く相手',
    askedNobody: '名簿には、いま聞ける人がいません',
    cohortUnreachable: '当時の研究生・マネ友には、いま連絡のつく人がいません',
    orphanedLead:
      '新しい担当者か所管課が決まるまで、この取組は「担当者なし」として一覧に残ります。',
    lastNote: '前の担当からの引継ぎメモ',
    noLastNote: '引継ぎメモは残されていません。',
    orphanedOnly: '担当者がいなくなったものだけ',
    takeOver: '担当を引き受ける',
    takeOverLead: (office: string) => `あなたが担当者になります。所管課は「${office}」です。`,
    noOffice:
      '名簿にあなたの所属がないため、引き受けられません。派遣元（人事課）の担当に、所属の登録を依頼してください。',
    takeOverSubmit: '引き受ける',
    handOver: '引き継ぐ',
    handOverLead: '次の担当者を選び、知っておいてほしいことを書いてください。',
    handOverSubmit: '引き継ぐ',
    person: '次の担当者',
    personMissing: '次の担当者を選んでください。',
    office: '所管課',
    officeHint: '担当者を選ぶと、名簿の所属が入ります。',
    officeMissing: '所管課を入力してください。',
    officeOnly: '所管課だけにする',
    officeOnlyLead: '担当者を決めず、課で受け持つことを記録します。',
    officeOnlySubmit: '所管課だけにする',
    note: '引継ぎメモ',
    noteHint: '経緯、関係課、次に決めること、資料の場所など。',
    handover: '担当の引継ぎ',
    fromTo: (from: string, to: string) => `${from} → ${to}`,
    nobody: '（なし）',
    done: '担当を記録しました。',
  },
}

export type PeopleTexts = typeof peopleJa
