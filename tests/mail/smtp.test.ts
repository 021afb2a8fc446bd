import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { MailError } from '../../functions/mail/mail.ts'
import { createSmtpMailer } from '../../functions/mail/smtp.ts'

/** What a relay answers to a command; it hangs up where it is told to. */
type Script = Partial<Record<'CONN' | 'MAIL' | 'RCPT' | 'DATA' | 'END', string>>

let server: Server | undefined
afterEach(() => server?.close())

/** A relay that plays by the script, and keeps what it was given. */
async function relay(script: Script = {}) {
  const taken: string[] = []
  const play = (socket: Socket, step: keyof Script, usual: string) => {
    const answer = script[step] ?? usual
    if (answer === 'hang up') socket.destroy()
    else socket.write(`${answer}\r\n`)
  }
  server = createServer((socket) => {
    let text: string[] | undefined
    socket.on('error', () => undefined)
    play(socket, 'CONN', '220 relay')
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').slice(0, -1)) {
        if (text) {
          if (line !== '.') text.push(line)
          else {
            taken.push(text.join('\n'))
            text = undefined
            play(socket, 'END', '250 taken')
          }
        } else if (line.startsWith('EHLO')) socket.write('250-relay\r\n250 8BITMIME\r\n')
        else if (line.startsWith('MAIL')) play(socket, 'MAIL', '250 ok')
        else if (line.startsWith('RCPT')) play(socket, 'RCPT', '250 ok')
        else if (line.startsWith('DATA')) {
          play(socket, 'DATA', '354 go on')
          if (script.DATA === undefined) text = []
        } else if (line.startsWith('QUIT')) socket.end('221 bye\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const from = 'マネ友ハブ <hub@city.example.jp>'
  return { taken, mailer: createSmtpMailer({ url: `smtp://127.0.0.1:${port}`, from }) }
}

const mail = {
  id: '0190a000-0000-7000-8000-000000000000.1',
  to: 'somebody@city.example.jp',
  subject: '【沼津市】取組の状況を教えてください',
  text: '次のアドレスを開いてください。\nhttps://hub.example/r/abc\n',
  sentAt: '2026-06-01T03:00:00.000Z',
}

test('a mail is plain text, in words that survive, with the same id at every try', async () => {
  const { taken, mailer } = await relay()
  await mailer.send(mail)
  await mailer.send(mail)
  const [text = '', again] = taken
  expect(taken).toHaveLength(2)
  expect(text).toContain(`Message-ID: <${mail.id}@city.example.jp>`)
  expect(again).toContain(`Message-ID: <${mail.id}@city.example.jp>`)
  expect(text).toContain('Auto-Submitted: auto-generated')
  expect(text).toMatch(/Content-Type: text\/plain; charset=utf-8/i)
  expect(text).not.toContain('text/html')
  const body = text.slice(text.indexOf('\n\n') + 2)
  const plain = /base64/i.test(text) ? Buffer.from(body, 'base64').toString() : body
  expect(plain).toContain('https://hub.example/r/abc')
})

test.each<[string, Script, MailError['result']]>([
  ['the address is unknown there', { RCPT: '550 5.1.1 no such user' }, 'never'],
  ['the mailbox is full', { RCPT: '452 4.2.2 full' }, 'later'],
  ['the text is refused', { END: '554 5.7.1 spam' }, 'never'],
  ['the relay is busy', { CONN: '421 4.3.2 busy' }, 'later'],
  ['the relay hangs up at once', { CONN: 'hang up' }, 'later'],
  ['our own address is refused', { MAIL: '550 5.7.1 not you' }, 'later'],
  ['the connection is lost after the text', { END: 'hang up' }, 'unknown'],
])('where %s, the result is told', async (_, script, result) => {
  const { mailer } = await relay(script)
  const error = await mailer.send(mail).catch((refused: unknown) => refused)
  expect(error).toBeInstanceOf(MailError)
  expect((error as MailError).result).toBe(result)
})

test('a relay that isn’t there is asked again later', async () => {
  const mailer = createSmtpMailer({ url: 'smtp://127.0.0.1:1', from: 'hub@city.example.jp' })
  await expect(mailer.send(mail)).rejects.toMatchObject({ result: 'later' })
})
