void fill(Photos photos, int window, Photos.Album album) throws Exception {
    for (int number = 0; number < photos.count(); number++) {
        if (!album.add(photos.develop(number))) return;
    }
}
