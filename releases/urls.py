"""Public addresses."""

urlpatterns = []
