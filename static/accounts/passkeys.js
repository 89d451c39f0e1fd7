'use strict'
// A passkey that was refused, cancelled or not found is told in a sentence, where the form is.
document.addEventListener('allauth.error', event => {
  const why = event.detail.exception
  let note = document.getElementById('passkey-error')
  if (!note) {
    note = document.createElement('p')
    note.id = 'passkey-error'
    note.className = 'errornote'
    note.setAttribute('role', 'alert')
    document.querySelector('#content h1').after(note)
  }
  note.textContent = why && why.name === 'SecurityError'
    ? 'Passkeys do not work at this address. Open the desk by its host name.'
    : why && why.name === 'InvalidStateError'
      ? 'This device already has a passkey for your account.'
      : 'No passkey was used: it was cancelled, took too long, or this device has none for the desk. Try again, or use another way.'
  event.preventDefault()
})
