using Equipoise.Registry.Essie.Expressions;

namespace Equipoise.Registry.Essie;

/// <summary>What the operators around a part say of it.</summary>
/// <param name="Target">Where it looks.</param>
/// <param name="Expansion">How far words may differ.</param>
/// <param name="Coverage">How much of a value the words make up.</param>
/// <param name="IsInSite">True inside <c>SEARCH[Location]</c>: one site has to fulfill it.</param>
internal sealed record EssieContext(EssieTarget Target, Expansion Expansion = Expansion.Relaxation, Coverage Coverage = Coverage.Contains, bool IsInSite = false);
