import { visible } from '../../diagnostics/visible.ts';
import { kindsFor } from '../../kinds/registry.ts';
import { counted } from '../counted.ts';
import { driftItemLines } from '../drift-text.ts';
import { changeTexts } from '../plan-text.ts';
import { styleFor } from '../style.ts';
import { headline } from './headline.ts';
import { messageFile, messageText } from './message-text.ts';
import type { FormSettings, Report } from './report.ts';

interface Case {
  readonly name: string;
  readonly outcome?: { readonly tag: 'failure' | 'skipped'; readonly message: string; readonly text: string };
}

/** JUnit XML: what is wrong is a failed test, for systems that show tests and nothing else. */
export function junitForm(report: Report, settings: FormSettings): string {
  const { command } = report;
  const cases = [...messageCases(report, settings), ...driftCases(report), ...outcomeCases(report)];
  const all = cases.length > 0 ? cases : [{ name: headline(report).text }];
  const count = (tag: string): number => all.filter((one) => 'outcome' in one && one.outcome?.tag === tag).length;
  const numbers = `tests="${all.length}" failures="${count('failure')}" errors="0"`;
  const suite = `plugboard ${command}${report.stack === undefined ? '' : ` ${visible(report.stack)}`}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="plugboard" ${numbers}>`,
    `  <testsuite name="${attribute(suite)}" ${numbers} skipped="${count('skipped')}">`,
    ...all.map((one) => caseElement(one, `plugboard.${command}`)),
    ...changesElement(report),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const messageCases = (report: Report, settings: FormSettings): readonly Case[] =>
  report.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map((one) => {
      const { title, message, more } = messageText(one, report);
      const where = `${messageFile(one, settings)}${one.span === undefined ? '' : `:${one.span.line}`}`;
      const text = [where, message, ...more].join('\n');
      return { name: `${one.code} ${title}: ${where}`, outcome: { tag: 'failure', message, text } };
    });

function driftCases({ drift, manifest }: Report): readonly Case[] {
  const kinds = kindsFor(manifest?.kinds);
  return (drift?.items ?? []).map((item) => ({
    name: visible(item.address),
    outcome: {
      tag: 'failure',
      message: `${visible(item.address)}: ${item.what}`,
      text: driftItemLines(item, kinds, styleFor(false)).join('\n'),
    },
  }));
}

/** What failed is among the messages, too; there it is told with its reason. */
const outcomeCases = ({ outcome }: Report): readonly Case[] =>
  (outcome?.results ?? []).flatMap((result): readonly Case[] => {
    const name = visible(result.change.target === 'project' ? result.change.id : result.change.address);
    if (result.status === 'failed') return [];
    if (result.status === 'done') return [{ name: `${name}: ${result.change.action}` }];
    const reason = visible(result.reason);
    return [{ name, outcome: { tag: 'skipped', message: reason, text: '' } }];
  });

/** Readers of tests take a megabyte of a file, and the messages need room, too. */
const mostOfChanges = 500_000;

/** The changes of a plan are no tests, and yet are to be seen: what a test writes is what comes next to them. */
function changesElement({ planned }: Report): readonly string[] {
  if (planned === undefined || planned.plan.changes.length === 0) return [];
  const textOf = changeTexts(planned.plan, styleFor(false));
  const texts = planned.plan.changes.map((change) => escapeXml(textOf(change).join('\n')));
  let room = mostOfChanges;
  const shown = texts.filter((text) => {
    room -= text.length;
    return room >= 0;
  });
  const left = texts.length - shown.length;
  const more = left === 0 ? [] : [`(${counted(left, 'more change')}: the text form has all)`];
  return [`    <system-out>${[...shown, ...more].join('\n\n')}</system-out>`];
}

function caseElement({ name, outcome }: Case, className: string): string {
  const head = `    <testcase classname="${className}" name="${attribute(name)}" time="0"`;
  if (outcome === undefined) return `${head}/>`;
  const { tag, message, text } = outcome;
  return `${head}><${tag} message="${attribute(message)}">${escapeXml(text)}</${tag}></testcase>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** No document may hold these, not even as a reference: half of a character, and two that are none. */
const impossible = /[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const escapeXml = (text: string): string =>
  text
    .replace(impossible, (one) => `\\u{${one.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"']/g, (one) => entities[one] ?? one);

const attribute = (text: string): string => escapeXml(text).replaceAll('\n', '&#10;');
