// Spell checkers and translators of browsers send what is typed to their makers: this desk asks for neither.
document.documentElement.setAttribute("spellcheck", "false");
document.documentElement.setAttribute("translate", "no");
