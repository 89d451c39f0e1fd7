"""Pictures of a file, as figures of its release."""

from django.core.exceptions import ValidationError

from releases.models import Media, Release
from releases.readers import Image

#: Until somebody has said what the figure shows.
UNTOLD = "A figure of the imported file; say here what it shows."


def take_figures(release: Release, images: tuple[Image, ...]) -> list[str]:
    """Keep the pictures as figures; returns sentences about them. What is no picture is told and left in the file."""
    remarks = []
    for position, image in enumerate(images, start=1):
        told = image.alternative_text.strip()
        figure = Media(
            release=release, title=f"Figure {position}", alternative_text=told[:500] or UNTOLD, position=position
        )
        try:
            figure.take(image.data)
        except ValidationError as error:
            remarks.append(f"The picture {image.name} was left out: {' '.join(error.messages)}")
            continue
        figure.save()
        if not told:
            remarks.append(f"The picture {image.name} became figure {position}. Say what it shows.")
    return remarks
