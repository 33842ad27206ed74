using Equipoise.Conduct.Access;

namespace Equipoise.Conduct.Signatures;

/// <summary>Makes sure that whoever signs is who they say: by the password, given again.</summary>
public interface ISignatureCheck
{
    /// <summary>Whether the password is the actor's. A wrong one counts toward the account's lockout.</summary>
    Task<bool> ConfirmAsync(Actor actor, string password, CancellationToken cancellation);
}
