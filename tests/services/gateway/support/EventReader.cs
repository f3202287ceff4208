namespace Rampart.Gateway.Tests;

/// <summary>Reads server-sent events as a client does.</summary>
static class EventReader
{
    /// <summary>The ids and names of the events that come, up to so many or the end of the stream.</summary>
    public static async Task<IReadOnlyList<(long Id, string Name)>> ReadAsync(HttpResponseMessage response, int most = int.MaxValue)
    {
        var events = new List<(long, string)>();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        long id = -1;
        string name = "";
        while (events.Count < most && await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = long.Parse(line.AsSpan(4));
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line[7..];
            }
            else if (line.Length == 0 && name.Length > 0)
            {
                events.Add((id, name));
                name = "";
            }
        }
        return events;
    }
}
