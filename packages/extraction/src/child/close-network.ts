import dgram from 'node:dgram';
import net from 'node:net';

/** Node 24's permission model does not cover the network, and reading documents needs none: nothing in this process may
 *  connect, listen or send. The libraries have no reason to try; this makes a mistake in them harmless. */
export function closeNetwork(): void {
  const refuse = (): never => {
    throw new Error('no network in an extraction process');
  };
  net.Socket.prototype.connect = refuse;
  net.Server.prototype.listen = refuse;
  dgram.Socket.prototype.bind = refuse;
  dgram.Socket.prototype.send = refuse;
  dgram.Socket.prototype.connect = refuse;
}
