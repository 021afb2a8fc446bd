/**
 * A mail with a code to sign in, or to prove an address, by: in both languages, as nobody tells which one its
 * receiver reads.
 * @param code stands for the code; whoever sends the mail fills it in
 */
export function codeMail(code: string): { subject: string; html: string } {
  return {
    subject: 'マネ友ハブの確認コード / Your code for the Mane-tomo Hub',
    html: [
      `<p>マネ友ハブの確認コードです。</p>`,
      `<p style="font-size:1.5em"><strong>${code}</strong></p>`,
      `<p>コードを求めたページに入力してください。ほかの人には教えないでください。心当たりがなければ、このメールは破棄してください。</p>`,
      `<hr>`,
      `<p lang="en">Above is your code for the Mane-tomo Hub. Enter it on the page that asked for it, and tell it to nobody. If you did not ask for a code, ignore this mail.</p>`,
    ].join('\n'),
  }
}
