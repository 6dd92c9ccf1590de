// Reduces the specification's markdown to one sentence of plain text.

const LONGEST = 140;
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|No|St|Inc)|\b[A-Z])\.$/;

function plain(markdown) {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]{1,60}>/g, ' ')
    .replace(/[`*]+/g, '')
    .replace(/\s+([.,;:!?])(?=\s|$)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

function endOfSentence(text) {
  for (const stop of text.matchAll(/[.!?](?=\s+["'(A-Z0-9])/g)) {
    if (!ABBREVIATION.test(text.slice(0, stop.index + 1))) return stop.index + 1;
  }
  return text.length;
}

/** The first sentence of a markdown text, without notes, links and emphasis; '' if there is none. */
export function firstSentence(markdown) {
  for (const paragraph of (markdown ?? '').split(/\n\s*\n/)) {
    const lines = paragraph.split('\n').filter((line) => !/^\s*(>|#|```)/.test(line));
    const text = plain(lines.join(' ').replace(/^\s*[-*]\s+/, ''));
    if (text === '') continue;
    const sentence = text.slice(0, endOfSentence(text));
    if (sentence.length <= LONGEST) return sentence;
    return sentence.slice(0, sentence.lastIndexOf(' ', LONGEST - 1)) + '…';
  }
  return '';
}
