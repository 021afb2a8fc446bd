/** How many times as long the long form of a test is (`npm run test:long`); 1 in `npm test`. */
export const TIMES = process.env.LONG ? 20 : 1
