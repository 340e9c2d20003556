"""Which columns can hold words of people, of files or of pages, and which cannot, and why."""

from __future__ import annotations

HELD = {
    "account": "name name_key",
    "annotation": "anchor attributes note sources",
    "article": "authors language meta outlet rights story text title url",
    "attempt": "key",
    "capture": "text",
    "card": "body",
    "change": "body",
    "comment": "text",
    "decision": "body",
    "entity": "body name",
    "erasure": "body",
    "fact_check": "body pending",
    "guideline": "text",
    "job": "error result",
    "layer": "name",
    "login": "place",
    "original": "data",
    "page_draft": "data name page",
    "project": "title",
    "proposal": "ground options",
    "receipt": "body key",
    "release": "notes",
    "scheme_draft": "body",
    "scheme_version": "body",
    "source": "body canonical_url title",
}
"""By table, the columns that can hold such words, in JSON or plain."""

CANNOT = {
    "a hash, a salt, or what is made of them": (
        "access_event.hash access_event.prev_hash access_head.head account.password_hash article.head "
        "article.text_sha256 capture.sha256 chain.head change.commitment change.salt computed.key "
        "event.commitment event.hash event.prev_hash factor.sealed link.token_hash login.token_hash "
        "original.sha256 receipt.request_sha256 recovery.code_hash release.sums_sha256 "
        "review_case.inputs_sha256 sight.head token.token_hash checkpoint.note"
    ),
    "a UUID or an id that the program makes or checks": (
        "account.public_id annotation.derived_from annotation.uuid article.public_id "
        "assignment.public_id change.object checkpoint.origin comment.annotation comment.answers "
        "comment.uuid decision.second_to decision.uuid entity.joined_into entity.uuid erasure.uuid "
        "fact_check.uuid job.public_id login.public_id mention.annotation_uuid page_draft.public_id "
        "project.slug recheck.public_id recheck_item.annotation recheck_item.decision relation.from_uuid "
        "relation.to_uuid relation.uuid relation.withdrawn_with review_case.public_id source.joined_into "
        "source.uuid token.public_id job.key"
    ),
    "a name that the program draws by lot": (
        "access_event.actor event.actor pseudonym.name proposal.votes recheck_item.kept_by"
    ),
    "a word of a fixed list": (
        "access_event.action account.language article.genre article.purpose background.age "
        "background.education comment.kind comment.role event.action job.kind job.state layer.aside "
        "layer.kind layer.state link.purpose link.roles member.role proposal.method recheck.basis "
        "review_case.kinds review_case.primary review_case.state token.scope annotation.origin"
    ),
    "an id of the scheme: letters, digits, dots and dashes": "annotation.tag relation.type review_case.tags",
    "a media type that the program found out by itself": "capture.media_type original.media_type",
    "a date or a version, whose form is checked": ("access_event.ts article.published event.ts release.version"),
    "ids, numbers, options and paths of ours, in JSON; a layer that came in is tried by layer.name": (
        "access_event.about article.ordering article.regions computed.body job.arguments proposal.params "
        "recheck.parts release.files release.options review_case.members review_case.missing"
    ),
}
"""By reason, the columns that can hold no such words."""
UNSEEN = {
    "account.name_key": "names are looked up by it",
    "attempt.key": "failures are counted by it",
    "change.body": "history repeats what the tables hold; the API tells what happened, not the words",
    "erasure.body": "kept for verify",
    "fact_check.pending": "a first verdict is hidden from the second",
    "original.data": "given back as a file",
    "page_draft.data": "read once, and then shown as page_draft.page",
    "proposal.options[].attributes.": "answers of a proposal are shown where its readings differ in them",
    "receipt": "given back as JSON to who sends the same again",
    "source.canonical_url": "sources are told apart by it",
}
"""What no page shows, and why it is kept."""

CUT: dict[str, str] = {
    "page_draft.page.text": "shown by paragraphs",
    "decision.body.rationale": "shown by its beginning in lists",
}
"""Of what only the beginning is shown."""
