/**
 * A kind's schema file with its references resolved: the author form as JSON Schema 2020-12, and in `x-` keywords what
 * the server makes of it. `kind.schema.json` says the same of the files themselves.
 */
export interface KindDocument {
  /** What TeamCity's user interface calls the kind. */
  readonly title: string;
  readonly description: string;
  readonly 'x-kind': KindAnnotation;
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
  /** Author forms that are right, as they come out of the builders. The first one stands in the doc comment. */
  readonly examples: readonly Readonly<Record<string, unknown>>[];
  readonly [keyword: string]: unknown;
}

/** Kinds by their names. */
export type KindDocuments = Readonly<Record<string, KindDocument>>;

/** What a kind says about itself as a whole. */
export interface KindAnnotation {
  /** Absent where the author names it, in a property that is stored as `providerType`. */
  readonly providerType?: string;
  readonly constants: Readonly<Record<string, string>>;
  readonly noise: readonly string[];
  /** Hosts of the public service that the kind is for; `*.example.com` is every host below one. */
  readonly hosts?: readonly string[];
  /** What the documentation says that the connection cannot do, or only under a condition. */
  readonly limits?: readonly string[];
  readonly uses: readonly { readonly use: string; readonly text: string; readonly rootOnly?: true }[];
  /** The host that a connection is to: the one in the address that this feature property stores, or always the same. */
  readonly host?: { readonly featureProperty?: string; readonly name?: string };
  /** How a connection reaches the projects below its own, where that is not simply so. */
  readonly inheritance?: {
    /** A stored value that keeps the connection to its own project. */
    readonly withheldBy?: { readonly featureProperty: string; readonly value: string };
    /** The feature property whose value two connections of one project must not share; a nearer one hides a farther. */
    readonly identity?: { readonly featureProperty: string };
  };
  /** What TeamCity Cloud has in its root project by itself. */
  readonly cloud?: { readonly featureId: string };
  readonly setup: {
    readonly where: string;
    readonly steps: readonly string[];
    readonly scopes?: readonly string[];
    readonly callback?: string;
  };
  readonly documentation?: string;
}

/** What is known of a URL. */
export interface UrlTraits {
  /** TeamCity wants scheme, host and port, and no path. */
  readonly path?: false;
  /** It may lead to a service that another kind is for. */
  readonly anyService?: true;
}

/** What the text of a secret looks like, where that can be told without knowing it. */
export type SecretForm = 'pem-private-key' | 'pem-certificate';

/** One property: a value that is stored, or, with `oneOf` and the discriminator `option`, a choice between options. */
export interface PropertySchema {
  readonly description?: string;
  readonly type?: string;
  readonly anyOf?: readonly PropertySchema[];
  /** The TypeScript type that stands for the whole schema. */
  readonly tsType?: string;
  readonly oneOf?: readonly OptionSchema[];
  readonly default?: unknown;
  readonly const?: unknown;
  readonly 'x-feature-property'?: string;
  /** Of an object of free names: each entry is stored under its own name, or under that name behind `secure:`. */
  readonly 'x-feature-properties'?: 'shown' | 'secure';
  readonly 'x-secret'?: boolean;
  /** The value is another connection, of the kind that is named here. */
  readonly 'x-reference'?: string;
  /** A secret that belongs to one person. */
  readonly 'x-personal'?: true;
  /** What a secret looks like. */
  readonly 'x-form'?: SecretForm;
  /** The value is a URL, or a host and port whose scheme may be left out. */
  readonly 'x-url'?: UrlTraits;
  /** A flag that decides which callback URL the connection has. */
  readonly 'x-callback'?: true;
  /** What a right value is, to follow "must be". */
  readonly 'x-expected'?: string;
  readonly [keyword: string]: unknown;
}

/** One option of a choice: an object whose `option` names it, with the properties that belong to it. */
export interface OptionSchema {
  readonly description?: string;
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
  readonly 'x-option'?: { readonly sets: Readonly<Record<string, string>>; readonly notInCloud?: true };
  readonly [keyword: string]: unknown;
}
