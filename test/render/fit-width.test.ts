import { describe, expect, it } from 'vitest';
import { fitWidth } from '../../compiler/render/fit-width.ts';
import { planText } from '../../compiler/render/plan-text.ts';
import { styleFor } from '../../compiler/render/style.ts';
import { connection, plan } from './forms/reports.ts';

const long = `https://registry.example.com/${'a-long-path/'.repeat(8)}`;
const wide = {
  ...plan,
  changes: [
    connection('delete', 'Payments/registry', { effects: [{ effect: 'loses', projects: 0 }] }),
    connection('update', 'Payments/mirror', {
      properties: [
        { property: 'url', featureProperty: 'repositoryUrl', before: long, after: 'https://b', sensitive: false },
      ],
    }),
  ],
  audiences: [['Payments', 'Payments_Backend_Settlement', 'Payments_Backend_Accounting', 'Payments_Frontend']],
} as const;

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences.
const withoutColors = (text: string): string => text.replace(/\u001b\[\d+m/g, '');

describe('a plan in a narrow terminal', () => {
  const at = (width: number, colors = false): string => fitWidth(planText(wide, styleFor(colors)), width);

  it('goes on in the next line: remarks as remarks, values under the value', () => {
    expect(at(60)).toBe(`Dangerous: 1 connection destroyed.
Stack "acme" against https://teamcity.example.com.

Actions are shown with these symbols:
  ~ update in-place
  - destroy

Plugboard will perform the following actions:

  # Payments/registry will be destroyed
  # (because it is no longer declared)
  # lost in 4 projects: Payments,
  # Payments_Backend_Settlement, Payments_Backend_Accounting
  # and 1 more
  - dockerRegistry "Registry" {
      - id = "PROJECT_EXT_1" -> null
    }

  # Payments/mirror will be updated in-place
  ~ dockerRegistry "Registry" {
        id  = "PROJECT_EXT_1"
      ~ url = "https://registry.example.com/a-long-path/a-lo
              ng-path/a-long-path/a-long-path/a-long-path/a-
              long-path/a-long-path/a-long-path/" ->
              "https://b"
    }

Plan: 0 to add, 1 to change, 1 to destroy.
`);
  });

  it('breaks nothing that fits at 200 columns', () => {
    expect(at(200)).toBe(planText(wide, styleFor(false)));
  });

  it('is the same with colours, which take no room', () => {
    expect(at(60, true)).not.toBe(at(60));
    expect(withoutColors(at(60, true))).toBe(at(60));
  });
});
