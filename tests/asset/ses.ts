import { once } from 'node:events'
import { createServer } from 'node:http'

export type Sent = {
  to: string
  subject: string
  text: string
  from: string
  /** As SES gives them back with word of a bounce. */
  tags: Record<string, string[]>
}

/** SES's SendEmail on the loopback; `refusals` answer the next mails instead, one each; `fails` all of them. */
export async function startSes() {
  const sent: Sent[] = []
  const asked: string[] = []
  const state = { fails: false }
  const refusals: { status: number; type: string; message?: string }[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const { Content, Destination, FromEmailAddress, EmailTags } = JSON.parse(
      Buffer.concat(parts).toString('utf8'),
    )
    const [to] = Destination.ToAddresses
    asked.push(to)
    const refusal = state.fails ? { status: 500, type: 'InternalFailure' } : refusals.shift()
    response.setHeader('content-type', 'application/json')
    if (refusal) {
      response.setHeader('x-amzn-errortype', refusal.type)
      return response
        .writeHead(refusal.status)
        .end(JSON.stringify({ message: 'refused', ...refusal }))
    }
    sent.push({
      to,
      from: FromEmailAddress,
      subject: Content.Simple.Subject.Data,
      text: Content.Simple.Body.Text.Data,
      tags: Object.fromEntries(
        EmailTags.map(({ Name, Value }: { Name: string; Value: string }) => [Name, [Value]]),
      ),
    })
    response.end(JSON.stringify({ MessageId: `message-${sent.length}` }))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    sent,
    /** How often a mail to somebody was handed over, taken or not. */
    attempts: (address: string) => asked.filter((to) => to === address).length,
    refusals,
    state,
    async stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
