namespace Rampart.Artifacts;

/// <summary>
/// Small documents under names of their own, created once and never changed. Whoever needs an order among writers numbers the names: of
/// all who create the same one, exactly one succeeds.
/// </summary>
public interface IDocumentStore
{
    /// <summary>Creates a document unless there is one of that name.</summary>
    /// <param name="name">Its name, a <see cref="DocumentNames">valid</see> one.</param>
    /// <param name="content">At most <see cref="DocumentNames.MostBytes"/> bytes.</param>
    /// <param name="cancellation">Gives up waiting; whether it was created is then unknown.</param>
    /// <returns>
    /// Whether this call created it; false when the name is taken. Over a network that may have been an attempt of this very call whose answer
    /// was lost: where it matters, put something unique into the content and compare.
    /// </returns>
    /// <exception cref="ArtifactException">The name is none, or the content too long.</exception>
    /// <exception cref="StoreUnavailableException">Whether it was created is unknown: find it before creating it again.</exception>
    Task<bool> TryCreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>A document's content; null when there is none of that name.</summary>
    /// <exception cref="ArtifactException">The name is none, or what is there is too long to be a document.</exception>
    Task<byte[]?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>The names of all documents below a name, as in <c>models/clip</c> for <c>models/clip/history/00000001.json</c>, in ordinal order.</summary>
    Task<IReadOnlyList<string>> ListAsync(string above, CancellationToken cancellation);
}
