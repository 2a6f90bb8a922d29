import { type Connection, dockerRegistry, type Project, project, secret } from 'plugboard';

const registry = (team: string): Connection =>
  dockerRegistry({
    name: `Registry of ${team}`,
    url: `https://${team.toLowerCase()}.registry.example.com`,
    userName: 'ci',
    password: secret.env(`${team.toUpperCase()}_REGISTRY_PASSWORD`),
  });

export const teams: readonly Project[] = ['Search', 'Checkout'].map((team) =>
  project(team, { name: `Team ${team}`, connections: { registry: registry(team) }, needs: ['dockerRegistry'] }),
);
