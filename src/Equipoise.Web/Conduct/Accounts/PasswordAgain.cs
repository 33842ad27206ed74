using Equipoise.Conduct.Access;
using Equipoise.Conduct.Signatures;

namespace Equipoise.Web.Conduct.Accounts;

/// <summary>Asks for the password again before a signature.</summary>
internal sealed class PasswordAgain(Reauthentication reauthentication) : ISignatureCheck
{
    public Task<bool> ConfirmAsync(Actor actor, string password, CancellationToken cancellation) => reauthentication.ConfirmAsync(actor, password);
}
