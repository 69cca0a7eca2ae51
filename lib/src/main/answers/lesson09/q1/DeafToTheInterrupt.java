void fill(Photos photos, int window, Photos.Album album) {
    IntStream.range(0, photos.count()).boxed()
        .gather(Gatherers.mapConcurrent(window, number -> {
            try { return photos.develop(number); }
            catch (InterruptedException e) { throw new CancellationException(); }
        }))
        .allMatch(photo -> album.add(photo));           // stops when the album is full, not when you are
}
