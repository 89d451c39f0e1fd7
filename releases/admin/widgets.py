"""The editor and other inputs of the desk's forms."""

from ckeditor.widgets import CKEditorWidget
from django.forms import Textarea

from releases.models.fields import InlineRichTextField, LinesField, RichTextField


class Editor(CKEditorWidget):
    """CKEditor, fed only what the sanitiser lets through: rows may be older than its strictest rule."""

    class Media:
        css = {"all": ["desk/editor.css"]}
        js = ["desk/editor_handlers.js", "desk/editor.js", "desk/pasted.js"]

    def format_value(self, value):
        return RichTextField.sanitise(value) if value else value


#: For ``ModelAdmin.formfield_overrides``.
TEXT_WIDGETS = {
    InlineRichTextField: {"widget": Editor("line")},
    RichTextField: {"widget": Editor("default")},
    LinesField: {"widget": Textarea(attrs={"rows": 3, "cols": 80})},
}
