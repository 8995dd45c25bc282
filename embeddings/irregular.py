"""Forms of English words that no rule of endings leads back to one stem, and to which word each."""

from __future__ import annotations

_FORMS = """
became become · began begin · begun begin · bent bend · bled bleed · blew blow · blown blow ·
bred breed · broke break · broken break · brought bring · built build · burnt burn · bought buy
· caught catch · chose choose · chosen choose · came come · crept creep · dealt deal ·
drank drink · drawn draw · drew draw · dreamt dream · drunk drink · dug dig · ate eat ·
eaten eat · fed feed · fled flee · flew fly · flown fly · forgot forget · forgotten forget ·
fought fight · froze freeze · frozen freeze · gave give · given give · grew grow · grown grow ·
held hold · hid hide · hidden hide · hung hang · kept keep · knew know · known know · laid lay ·
learnt learn · lent lend · lost lose · meant mean · met meet · overridden override ·
overrode override · overwritten overwrite · overwrote overwrite · paid pay · ran run ·
rebuilt rebuild · rewritten rewrite · rewrote rewrite · risen rise · said say · sang sing ·
sank sink · sat sit · sent send · shaken shake · shone shine · shook shake · slept sleep ·
sold sell · sought seek · sped speed · spelt spell · spent spend · spilt spill · spoken speak ·
stole steal · stolen steal · stood stand · struck strike · sung sing · sunk sink · swam swim ·
swept sweep · swum swim · swung swing · taken take · taught teach · thought think · threw throw
· thrown throw · told tell · took take · understood understand · undone undo ·
withdrawn withdraw · withdrew withdraw · woke wake · woken wake · won win · wore wear ·
worn wear · wrote write · written write · children child · criteria criterion · feet foot ·
halves half · indices index · knives knife · matrices matrix · men man · mice mouse ·
shelves shelf · teeth tooth · vertices vertex · wives wife · women woman · approval approve ·
arrival arrive · choice choose · choices choose · decision decide · decisions decide ·
delivery deliver · departure depart · failure fail · failures fail · growth grow · loss lose ·
losses lose · payment pay · payments pay · recovery recover · refusal refuse · removal remove ·
renewal renew · weight weigh · weights weigh · kib kb · mib mb · gib gb · tib tb · pib pb
"""

IRREGULAR: dict[str, str] = dict(pair.split() for pair in _FORMS.split("·"))
"""A form to the word whose stem stands for both.

Forms that are words of their own as well ("left", "found", "bit", "led") are not among them.
"""
