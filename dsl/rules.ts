/** How bad it is when a rule does not hold. `error` stops `plan` and `apply`; `off` is not looked for. */
export type RuleSetting = 'off' | 'hint' | 'warning' | 'error';

/** The rules that a stack can make more or less of. What the server would refuse is not among them. */
export interface RuleSettings {
  /** What `needs` names reaches the project (PB301). An error. */
  readonly 'unmet-needs'?: RuleSetting;
  /** URLs have `https`, unless they lead to the server's own machine (PB211). A warning. */
  readonly 'unencrypted-urls'?: RuleSetting;
  /** An address of which TeamCity wants host and port has no path (PB213). A warning. */
  readonly 'paths-in-urls'?: RuleSetting;
  /** No URL leads to a service that another kind is for, such as GitHub.com for GitLab (PB214). A warning. */
  readonly 'urls-of-other-services'?: RuleSetting;
  /** A server in a private network has a certificate that TeamCity must be told to trust (PB215). A hint. */
  readonly 'private-certificates'?: RuleSetting;
  /** With `edition: 'cloud'`, no option is chosen that TeamCity Cloud lacks (PB220). A warning. */
  readonly 'missing-in-cloud'?: RuleSetting;
  /** Connections that stand in one list for the same use have different display names (PB309). A warning. */
  readonly 'equal-display-names'?: RuleSetting;
  /** A connection that TeamCity looks for in the root project alone stands there (PB310). A warning. */
  readonly 'unusable-connections'?: RuleSetting;
  /** The token of one person is not lent to every project of the server (PB311). A warning. */
  readonly 'personal-tokens-in-root'?: RuleSetting;
}
