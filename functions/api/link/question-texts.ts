import type { Language } from '../../domain/messages/messages.ts'

const ja = {
  title: '質問への回答',
  lead: (municipality: string, due: string) =>
    `${municipality}の取組について質問が届いています。回答の期限は${due}です。`,
  question: '質問',
  yours: 'あなたの回答',
  answer: '回答',
  hint: '分かる範囲で構いません。分からないときは、その旨と、知っていそうな方をお書きください。',
  done: '回答を送りました。質問した方にメールでお知らせします。',
  missing: '送れませんでした。回答を2,000字以内で書いてください。',
  stale: '別の画面で先に回答が送られました。内容を確かめて、もう一度送ってください。',
  failed:
    'ただいま記録できませんでした。少し待って、もう一度送ってください。入力した内容は残っています。',
  usedUp: 'このリンクで送れる回数（5回）を使い切りました。続きはサインインしてお書きください。',
  gone: 'この質問は終わっているか、リンクが正しくありません。お心当たりがあるときは、派遣元（人事課）へお問い合わせください。',
}

/** What the page behind a question's link says. */
export const questionTexts: Record<Language, typeof ja> = {
  ja,
  en: {
    title: 'Answering a question',
    lead: (municipality, due) =>
      `There is a question about a proposal of ${municipality}. Please answer by ${due}.`,
    question: 'Question',
    yours: 'Your answer',
    answer: 'Answer',
    hint: 'As far as you know. If you don’t know, say so, and name somebody who might.',
    done: 'Your answer is sent. Whoever asked is told by mail.',
    missing: 'It was not sent. Please write an answer of at most 2,000 characters.',
    stale: 'An answer was sent from another page first. Please check it and send again.',
    failed: 'It could not be recorded. Please send it again in a moment; what you typed is kept.',
    usedUp: 'This link has been used five times. Please sign in to write more.',
    gone: 'The question has ended, or the link is not right. Please ask the HR section.',
  },
}
