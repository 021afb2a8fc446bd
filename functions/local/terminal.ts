import type { DailyReport } from '../jobs/daily.ts'
import type { Refusal } from '../store/portable/form.ts'
import type { CommandFailureReason } from './command-failure.ts'

type Running = {
  publicOrigin: string
  dataDir: string
  databaseEndpoint?: string | undefined
  people: number
  embeddedProvider: boolean
  /** While nobody of the program's office has begun. */
  setUp?: { code: string; expiresAt: string } | undefined
  /** The clock is in somebody's hand. */
  testClock?: string | undefined
  milliseconds: number
}

/** What the terminal shows once the hub answers, Japanese first. */
export function greeting(running: Running): string {
  const { publicOrigin, people, embeddedProvider } = running
  const seconds = (running.milliseconds / 1000).toFixed(1)
  const where = running.databaseEndpoint ?? running.dataDir
  const signIn = !embeddedProvider
    ? { ja: '設定された認証サービスで', en: 'with the configured identity provider' }
    : people > 0
      ? {
          ja: `お試し用の利用者（${people}人）から選ぶか、メールアドレスを入力`,
          en: `choose one of the ${people} people to try it with, or enter an e-mail address`,
        }
      : { ja: 'メールアドレスを入力', en: 'enter an e-mail address' }
  const codes = embeddedProvider
    ? {
        ja: `（コードは ${publicOrigin}/mailbox に届きます）`,
        en: ` (its code arrives at ${publicOrigin}/mailbox)`,
      }
    : { ja: '', en: '' }
  const { setUp } = running
  const link = setUp && `${publicOrigin}/set-up/${setUp.code}`
  return [
    '',
    `  マネ友ハブが動いています（${seconds}秒）    Mane-tomo Hub is running`,
    '',
    `  ${publicOrigin}`,
    '',
    `  サインイン  ${signIn.ja}${codes.ja}`,
    `  データ      ${where}`,
    ...(running.testClock
      ? [
          `  時計        試験用に動かしています / The clock is moved by hand, from ${running.testClock}`,
        ]
      : []),
    '  終了        Ctrl-C',
    ...(link
      ? [
          '',
          '  初期設定    部会事務局の最初の担当者が開くリンク（24時間以内・1回限り）',
          `              ${link}`,
        ]
      : []),
    '',
    `  Sign in     ${signIn.en}${codes.en}`,
    `  Data        ${where}`,
    '  Stop        Ctrl-C',
    ...(link
      ? [
          '',
          '  Set-up      for the first person of the program’s office (within 24 hours, once): the link above',
        ]
      : []),
    '',
  ].join('\n')
}

export const BUILDING = '画面を組み立てています… / Building the web UI…'
export const STOPPING = '終了しています… / Stopping…'

/** What a run of the daily job did, one line for each step. */
export function jobReport({ day, steps }: DailyReport): string {
  const lines = steps.map(({ step, result, counts = {}, error }) => {
    const told = Object.entries(counts).map(([what, count]) => `${what} ${count}`)
    return `  ${step.padEnd(16)} ${[result, ...told, ...(error ? [error] : [])].join('  ')}`
  })
  return [`${day} の日次処理 / The daily job of ${day}`, ...lines].join('\n')
}

/** One sentence for each thing that can keep a command from doing its work, in Japanese and English. */
export function sentenceFor(reason: CommandFailureReason): string {
  const [ja, en] = sentences(reason)
  return `${ja}\n${en}`
}

function sentences(reason: CommandFailureReason): [ja: string, en: string] {
  switch (reason.code) {
    case 'usage':
      return [
        `「${reason.argument}」という指定はありません。使えるのは --empty（見本なしで始める）です。`,
        `There is no option ${reason.argument}; the one there is: --empty (start without the sample).`,
      ]
    case 'setting_invalid':
      return [
        `環境変数 ${reason.name} の値「${reason.value}」は使えません。README.md の設定の表を確かめてください。`,
        `The environment variable ${reason.name} can't be "${reason.value}". See the table of settings in README.md.`,
      ]
    case 'platform_unsupported':
      return [
        `この環境（${reason.platform}）用のデータベースが入っていません。「${reason.install}」で入れるか、DYNAMODB_ENDPOINT に別の DynamoDB 互換データベースの場所を指定してください。`,
        `The database for this platform (${reason.platform}) is not installed: install it with "${reason.install}", or name another DynamoDB-compatible one with DYNAMODB_ENDPOINT.`,
      ]
    case 'port_taken':
      return [
        `ポート ${reason.port} はほかのプログラムが使っています。PORT で別の番号を指定してください。`,
        `Port ${reason.port} is in use by another program; choose another one with PORT.`,
      ]
    case 'address_unavailable':
      return [
        `${reason.address} で待ち受けることができません（${reason.detail}）。`,
        `The hub can't listen on ${reason.address} (${reason.detail}).`,
      ]
    case 'data_dir_unusable':
      return [
        `データの場所 ${reason.dataDir} に書き込めません（${reason.detail}）。DATA_DIR で別の場所を指定してください。`,
        `The data directory ${reason.dataDir} can't be written to (${reason.detail}); choose another one with DATA_DIR.`,
      ]
    case 'data_dir_in_use':
      return [
        `データの場所 ${reason.dataDir} は、動作中の別のハブが使っています。`,
        `The data directory ${reason.dataDir} is in use by another running hub.`,
      ]
    case 'data_newer':
      return [
        `${reason.where} のデータは新しい版のハブのものです（データの版 ${reason.found}、このハブが読めるのは ${reason.known} まで）。ハブを更新してください。`,
        `The data in ${reason.where} is from a newer version of the hub (data version ${reason.found}, this hub knows ${reason.known}); please update the hub.`,
      ]
    case 'sample_beyond_loopback':
      return [
        `見本の利用者でのサインインはこのパソコンの中だけで使えるため、${reason.address} では起動しません。--empty を付けるか、HOST と PUBLIC_ORIGIN を外してください。`,
        `Signing in as the sample's people is for this machine only, so the hub does not start on ${reason.address}: add --empty, or leave HOST and PUBLIC_ORIGIN out.`,
      ]
    case 'sample_with_other_provider':
      return [
        '見本の利用者でのサインインは内蔵の認証でだけ使えるため、OIDC_ISSUER と一緒には起動しません。--empty を付けてください。',
        "Signing in as the sample's people needs the embedded provider, so the hub does not start with OIDC_ISSUER: add --empty.",
      ]
    case 'provider_beyond_loopback':
      return [
        `内蔵の認証では確認コードがメールボックスのページで誰にでも見えるため、${reason.address} では起動しません。OIDC_ISSUER で認証サービスを指定してください。`,
        `The embedded provider shows its codes to everyone who reaches the mailbox page, so the hub does not start on ${reason.address}: name an identity provider with OIDC_ISSUER.`,
      ]
    case 'test_clock_refused':
      return reason.because === 'DATA_DIR'
        ? [
            `TEST_CLOCK は時刻を動かして試すためのもので、捨ててよいデータでだけ使えます。DATA_DIR に ${reason.tmp} の下の場所を指定してください。`,
            `TEST_CLOCK moves the clock to try things out, so it works on data to throw away only: choose a DATA_DIR below ${reason.tmp}.`,
          ]
        : [
            `TEST_CLOCK は時刻を動かして試すためのもので、${reason.because} と一緒には使えません。どちらかを外してください。`,
            `TEST_CLOCK moves the clock to try things out, so the hub does not start with ${reason.because} as well: leave one of them out.`,
          ]
    case 'database_unreachable':
      return [
        `データベース ${reason.endpoint} から応答がありません。DYNAMODB_ENDPOINT とデータベースの起動を確かめてください。`,
        `The database at ${reason.endpoint} does not answer. Check DYNAMODB_ENDPOINT and that the database is running.`,
      ]
    case 'web_build_failed':
      return [
        `画面を組み立てられませんでした（${reason.detail}）。`,
        `The web UI could not be built (${reason.detail}).`,
      ]
    case 'engine_failed':
      return [
        `データベースを起動できませんでした（${reason.detail}）。`,
        `The database could not be started (${reason.detail}).`,
      ]
    case 'engine_gave_up':
      return [
        `データベースが${reason.deaths}回続けて止まったため、ハブを終了します。記録済みのデータは残っています。`,
        `The database stopped ${reason.deaths} times in a short while, so the hub ends; what was recorded is kept.`,
      ]
    case 'job_usage':
      return [
        '使い方：npm run job -- daily [--at 2027-04-01]（--at を付けなければ今日の分を行います）',
        'Usage: npm run job -- daily [--at 2027-04-01] (today without --at)',
      ]
    case 'job_ahead':
      return [
        `${reason.day} は先の日付です。先の日付での実行は記録の時刻を進めてしまうため、外部の認証サービスを使うハブでは行いません。`,
        `${reason.day} lies ahead: running the job there moves the times of what is recorded, so a hub with an identity provider of its own refuses it.`,
      ]
    case 'job_no_answer':
      return [
        `${reason.dataDir} を使っている動作中のハブから応答がありません。`,
        `The running hub that uses ${reason.dataDir} did not answer.`,
      ]
    case 'backup_usage':
      return [
        '使い方：npm run backup -- 保存先のファイル [--municipality 222038]、npm run restore -- ファイル [--erased 新しいバックアップ]。どちらも --data-dir 場所、または --table 名前 --region リージョン を付けられます。',
        'Usage: npm run backup -- FILE [--municipality 222038], npm run restore -- FILE [--erased NEWER_BACKUP]; both take --data-dir DIR, or --table NAME --region REGION.',
      ]
    case 'backup_nothing':
      return [
        `${reason.where} にはデータがありません。DATA_DIR（バックアップと復元では --data-dir も使えます）で場所を指定してください。`,
        `There are no data in ${reason.where}; name the place with DATA_DIR (for a backup or a restore also with --data-dir).`,
      ]
    case 'backup_no_municipality':
      return [
        `${reason.where} に自治体 ${reason.municipality} はありません。`,
        `There is no municipality ${reason.municipality} in ${reason.where}.`,
      ]
    case 'backup_busy':
      return [
        `${reason.where} は書き込みが続いていて、そろった状態で読めませんでした。少し待ってからもう一度行ってください。何も保存していません。`,
        `${reason.where} is being written to without a pause and could not be read as of one instant: try again a little later. Nothing was saved.`,
      ]
    case 'file_failed':
      return [
        `ファイル ${reason.file} を読み書きできません（${reason.detail}）。`,
        `The file ${reason.file} can't be read or written (${reason.detail}).`,
      ]
    case 'restore_refused': {
      const [ja, en] = refused(reason.refusal)
      return [
        `ファイル ${reason.file} は復元できません：${ja}`,
        `The file ${reason.file} can't be restored: ${en}`,
      ]
    }
    case 'restore_there':
      return [
        `${reason.where} には ${reason.there.join('、')} のデータがすでにあります。上書きはしません。何も変えていません。`,
        `There are data of ${reason.there.join(', ')} in ${reason.where} already, and a restore never writes over any. Nothing was changed.`,
      ]
    case 'restore_unfinished':
      return [
        `${reason.where} への復元が途中で止まっています。同じファイルで npm run restore をもう一度行ってください。`,
        `A restore into ${reason.where} was broken off: run npm run restore again with the same file.`,
      ]
  }
}

function refused(refusal: Refusal): [ja: string, en: string] {
  switch (refusal.why) {
    case 'other_format':
      return ['マネ友ハブのバックアップではありません。', 'it is no backup of the hub.']
    case 'newer':
      return [
        `新しい版のハブのものです（版 ${refusal.version}、このハブが読めるのは ${refusal.known} まで）。ハブを更新してください。`,
        `it is from a newer version of the hub (version ${refusal.version}, this hub knows ${refusal.known}); please update the hub.`,
      ]
    case 'damaged':
      return [
        '途中で切れているか、書き換えられています。何も書き込んでいません。',
        'it is cut off, or was changed. Nothing was written.',
      ]
    case 'line': {
      const { line, field, problem } = refusal
      return [
        `${line} 行目${field && `の ${field}`}が正しくありません（${problem}）。`,
        `line ${line}${field && `, ${field}`}: ${problem}.`,
      ]
    }
  }
}
