namespace Equipoise.Demo;

/// <summary>What is to be done on which day of a simulated trial.</summary>
internal sealed class Agenda
{
    private readonly SortedDictionary<DateOnly, List<(bool IsInTurn, int Order, Func<CancellationToken, Task> Do)>> days = [];
    private readonly Lock gate = new();

    /// <summary>The next day that brings something; null where none does.</summary>
    public DateOnly? Next
    {
        get
        {
            lock (gate)
                return days.Count == 0 ? null : days.First().Key;
        }
    }

    /// <summary>Puts something on a day.</summary>
    /// <param name="day">The day; one that has passed would never come.</param>
    /// <param name="task">What is done.</param>
    public void Add(DateOnly day, Func<CancellationToken, Task> task) => Add(day, isInTurn: false, 0, task);

    /// <summary>Puts something on a day that is done when all else of that day is, one after the other.</summary>
    /// <param name="day">The day.</param>
    /// <param name="order">Its place among these.</param>
    /// <param name="task">What is done.</param>
    public void AddInTurn(DateOnly day, int order, Func<CancellationToken, Task> task) => Add(day, isInTurn: true, order, task);

    /// <summary>Does all of a day. What a day's work puts on the same day is done too.</summary>
    public async Task DoAsync(DateOnly day, CancellationToken cancellation)
    {
        while (Take(day) is { } all)
        {
            await Task.WhenAll(all.Where(one => !one.IsInTurn).Select(one => one.Do(cancellation)));
            foreach (var one in all.Where(one => one.IsInTurn).OrderBy(one => one.Order))
                await one.Do(cancellation);
        }
    }

    private List<(bool IsInTurn, int Order, Func<CancellationToken, Task> Do)>? Take(DateOnly day)
    {
        lock (gate)
            return days.Remove(day, out var all) ? all : null;
    }

    private void Add(DateOnly day, bool isInTurn, int order, Func<CancellationToken, Task> task)
    {
        lock (gate)
        {
            if (!days.TryGetValue(day, out var all))
                days[day] = all = [];
            all.Add((isInTurn, order, task));
        }
    }
}
