import type { KindDocument, SecretForm, UrlTraits } from '../../schemas/kind-document.ts';

export type { SecretForm } from '../../schemas/kind-document.ts';

/**
 * A kind of connection, as its schema file describes it. Shared code asks these questions of a kind; it never asks
 * which kind it has.
 */
export interface Kind {
  /** The Kotlin DSL's name: `githubConnection`. */
  readonly name: string;
  /** What TeamCity's user interface calls it: `GitHub.com`. */
  readonly title: string;
  readonly description: string;
  /** The value of the feature property `providerType`; absent where each declaration names its own. */
  readonly providerType?: string | undefined;
  /** The author form, as JSON Schema 2020-12 with Plugboard's annotations. */
  readonly schema: KindDocument;
  /** Every property that ends up in a feature property, options' own ones included. */
  readonly properties: readonly KindProperty[];
  /** Properties that hold values under free names, each stored under its own. */
  readonly maps: readonly KindMap[];
  /** Properties whose value is one of several options (`credentialsProvider: accessKey({...})`). */
  readonly choices: readonly KindChoice[];
  /** Feature properties with a fixed value, written when a connection is created. Their absence is not a difference. */
  readonly constants: Readonly<Record<string, string>>;
  /** Feature properties that the server writes by itself and that mean nothing. */
  readonly noise: readonly string[];
  /** Hosts of the public service that it is for; `*.example.com` is every host below one. */
  readonly hosts?: readonly string[] | undefined;
  /** What the documentation says that it cannot do, or only under a condition. */
  readonly limits?: readonly string[] | undefined;
  /** How it reaches the projects below its own, where that is not simply so. */
  readonly inheritance?: KindInheritance | undefined;
  /** What TeamCity Cloud has in its root project by itself. */
  readonly cloud?: KindProvided | undefined;
  /** What the documentation says the connection is for. */
  readonly uses: readonly KindUse[];
  /** Which host it is to, where that can be told. */
  readonly host?: KindHost | undefined;
  readonly setup: KindSetup;
  /** Where TeamCity's documentation speaks of it. */
  readonly documentation?: string | undefined;
}

/** One value of the author form and the feature property that stores it. */
export interface KindProperty {
  /** Dotted path in the author form: `displayName`, `credentialsProvider.accessKeyId`. */
  readonly path: string;
  readonly featureProperty: string;
  readonly secret: boolean;
  /** The secret belongs to one person. */
  readonly personal?: true | undefined;
  /** What the secret looks like. */
  readonly form?: SecretForm | undefined;
  /** It is a URL, or a host and port whose scheme may be left out. */
  readonly url?: UrlTraits | undefined;
  /** It decides which callback URL the connection has. */
  readonly callback?: true | undefined;
  /** The kind of the connection that it refers to, where it refers to one: the server stores that one's id. */
  readonly reference?: string | undefined;
  readonly type: 'string' | 'boolean' | 'integer';
  /** The stored value that means the same as an absent one. */
  readonly default?: string | undefined;
  /** The option that must be chosen for this property to mean anything; absent at the top level. */
  readonly when?: { readonly path: string; readonly option: string } | undefined;
}

/** A property that holds values under names that the kind does not know. */
export interface KindMap {
  readonly path: string;
  /** Its values are secrets, stored behind `secure:`, which the author may leave out. */
  readonly secret: boolean;
}

/** A property that takes one of several options. */
export interface KindChoice {
  readonly path: string;
  /** The option that an absent property means, where it may be absent. */
  readonly default?: string | undefined;
  readonly options: readonly KindOption[];
}

export interface KindOption {
  /** The name of its builder: `accessKey`. */
  readonly name: string;
  /** Feature properties that say that this option is chosen, with their values. `""` also matches an absent one. */
  readonly sets: Readonly<Record<string, string>>;
  /** TeamCity Cloud has no such option. */
  readonly notInCloud?: true | undefined;
}

/** One thing that TeamCity's documentation says a connection can be used for. */
export interface KindUse {
  /** Stable word: `vcs-root`, `issue-tracker`, `authentication`, `docker-login`, `notifications` ... */
  readonly use: string;
  /** A short phrase for people: `Git VCS roots`. */
  readonly text: string;
  /** Only a connection of the root project can be used so. */
  readonly rootOnly?: true | undefined;
}

/** The host in the address that a feature property stores, or one that is always the same. */
interface KindHost {
  readonly featureProperty?: string | undefined;
  readonly name?: string | undefined;
}

/** What keeps a connection from being used below its project. */
interface KindInheritance {
  /** A stored value that withholds the connection from all projects below its own. */
  readonly withheldBy?: { readonly featureProperty: string; readonly value: string } | undefined;
  /**
   * A name of its own that each connection has. Two of one name in a project are an error, and a nearer connection
   * shadows a farther one of the same name. One without a value goes by its feature id.
   */
  readonly identity?: { readonly featureProperty: string } | undefined;
}

/** A connection that the server provides by itself, and the id that it has there. */
interface KindProvided {
  readonly featureId: string;
}

/** How the other side is set up. */
interface KindSetup {
  /** Where the app, token or account is made. */
  readonly where: string;
  readonly steps: readonly string[];
  /** Scopes or permissions that the other side must grant. */
  readonly scopes?: readonly string[] | undefined;
  /** Path below the server's root URL that the other side redirects to. */
  readonly callback?: string | undefined;
}
