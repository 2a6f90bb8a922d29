import { type Connection, dockerRegistry } from 'plugboard';

export function registry(name: string): Connection {
  return dockerRegistry({ name, url: 'https://registry.example.com' });
}
