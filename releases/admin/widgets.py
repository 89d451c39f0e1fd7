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


class WholeText:
    """Mix in before the admin of a model or an inline: browsers cut what is pasted into a field with ``maxlength``, and say
    nothing. Without it the form refuses what is too long, with a sentence."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs.pop("maxlength", None)
        return field


#: For ``ModelAdmin.formfield_overrides``.
TEXT_WIDGETS = {
    InlineRichTextField: {"widget": Editor("line")},
    RichTextField: {"widget": Editor("default")},
    LinesField: {"widget": Textarea(attrs={"rows": 3, "cols": 80})},
}
