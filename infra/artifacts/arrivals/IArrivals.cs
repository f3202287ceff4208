namespace Rampart.Artifacts.Arrivals;

/// <summary>A place outside the store in which files arrive: a folder, or a container. It is only read.</summary>
public interface IArrivals
{
    /// <summary>The place as it is written everywhere: an absolute path, or a container's address, without a slash at its end.</summary>
    string Place { get; }

    /// <summary>The files that are there. Names that begin with a dot (of a file or a folder) are left out: programs write under them what is not whole yet.</summary>
    /// <exception cref="ArtifactException">The place is not there, or access is refused.</exception>
    /// <exception cref="StoreUnavailableException">The server can't be reached at the moment.</exception>
    IAsyncEnumerable<ArrivedFile> ListAsync(CancellationToken cancellation);

    /// <summary>A file's bytes from its beginning.</summary>
    /// <param name="name">Its name, as <see cref="ListAsync"/> gives it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArtifactException">There is no such file, or access is refused.</exception>
    Task<Stream> OpenAsync(string name, CancellationToken cancellation);
}
