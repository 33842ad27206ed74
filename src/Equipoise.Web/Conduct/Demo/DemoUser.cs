namespace Equipoise.Web.Conduct.Demo;

/// <summary>Somebody made up, as whom anybody at this machine may look at a simulated trial.</summary>
/// <param name="Username">The name to sign in with.</param>
/// <param name="Role">What they are in the study, in words.</param>
public sealed record DemoUser(string Username, string Role);
