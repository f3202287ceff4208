using System.Text.Json;
using Rampart.Contracts;
using Rampart.Triggers;

namespace Rampart.Gateway.Tests;

/// <summary>An inbox that keeps each cause in a file of its own, and so survives its process.</summary>
sealed class FolderInbox(string folder, params WatchedPlace[] places) : ITriggerInbox
{
    /// <summary>Does something before causes are kept.</summary>
    public Action BeforeKeeping { get; set; } = () => { };

    public Task<int> AcceptAsync(string watch, IReadOnlyList<TriggerCause> causes, CancellationToken cancellation)
    {
        if (places.All(place => place.Watch != watch))
        {
            throw new TriggerException($"There is no watch {watch}.");
        }
        BeforeKeeping();
        string target = Directory.CreateDirectory(Path.Combine(folder, watch)).FullName;
        return Task.FromResult(causes.Count(cause => TryKeep(Path.Combine(target, cause.Id), cause)));
    }

    public Task<IReadOnlyList<WatchedPlace>> PlacesAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<WatchedPlace>>(places);

    public IReadOnlyList<TriggerCause> Kept(string watch) => Directory.Exists(Path.Combine(folder, watch))
        ? [.. Directory.GetFiles(Path.Combine(folder, watch)).Select(file => JsonSerializer.Deserialize<TriggerCause>(File.ReadAllBytes(file))!).OrderBy(cause => cause.Subject, StringComparer.Ordinal)]
        : [];

    static bool TryKeep(string path, TriggerCause cause)
    {
        if (File.Exists(path))
        {
            return false;
        }
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(cause));
        return true;
    }
}
