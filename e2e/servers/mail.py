"""A mail server that keeps what it is sent: says its port, then one letter a line as JSON."""

import asyncio
import json
from email import message_from_bytes, policy

from aiosmtpd.smtp import SMTP, AuthResult


class Keeps:
    async def handle_DATA(self, server, session, envelope):
        letter = message_from_bytes(envelope.content, policy=policy.default)
        kept = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "subject": letter["subject"],
            "text": letter.get_content(),
            "signed_in": session.authenticated,
        }
        print(json.dumps(kept), flush=True)
        return "250 OK"


def known(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"datenhub" and data.password == b"geheim")


def protocol():
    return SMTP(Keeps(), authenticator=known, auth_required=True, auth_require_tls=False)


async def serve():
    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(serve())
